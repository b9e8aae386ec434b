import { Component } from '@angular/core';

@Component({
  selector: 'parley-room-page',
  template: '<main id="main"><h1>RoomPage</h1></main>',
})
export class RoomPage {}
