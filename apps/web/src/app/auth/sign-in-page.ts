import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

@Component({
  selector: 'parley-sign-in-page',
  imports: [RouterOutlet],
  template: '<main id="main"><h1>SignInPage</h1><router-outlet /></main>',
})
export class SignInPage {}
