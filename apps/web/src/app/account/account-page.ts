import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

@Component({
  selector: 'parley-account-page',
  imports: [RouterOutlet],
  template: '<main id="main"><h1>AccountPage</h1><router-outlet /></main>',
})
export class AccountPage {}
