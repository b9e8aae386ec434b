import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

@Component({
  selector: 'parley-recordings-page',
  imports: [RouterOutlet],
  template: '<main id="main"><h1>RecordingsPage</h1><router-outlet /></main>',
})
export class RecordingsPage {}
