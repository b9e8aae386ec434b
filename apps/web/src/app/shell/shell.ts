import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

@Component({
  selector: 'parley-shell-page',
  imports: [RouterOutlet],
  template: '<main id="main"><h1>Shell</h1><router-outlet /></main>',
})
export class Shell {}
