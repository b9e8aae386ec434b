import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

@Component({
  selector: 'parley-rooms-page',
  imports: [RouterOutlet],
  template: '<main id="main"><h1>RoomsPage</h1><router-outlet /></main>',
})
export class RoomsPage {}
