import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

@Component({
  selector: 'parley-recording-page',
  imports: [RouterOutlet],
  template: '<main id="main"><h1>RecordingPage</h1><router-outlet /></main>',
})
export class RecordingPage {}
