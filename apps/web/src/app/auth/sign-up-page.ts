import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

@Component({
  selector: 'parley-sign-up-page',
  imports: [RouterOutlet],
  template: '<main id="main"><h1>SignUpPage</h1><router-outlet /></main>',
})
export class SignUpPage {}
