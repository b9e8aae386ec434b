import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

@Component({
  selector: 'parley-not-found-page',
  imports: [RouterOutlet],
  template: '<main id="main"><h1>NotFoundPage</h1><router-outlet /></main>',
})
export class NotFoundPage {}
