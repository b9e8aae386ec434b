import { Component } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { PageHeading } from '../shell/page-heading';
import { admin } from '../text/admin.en';

/** `/admin`: heading and sections; each section is a page of its own. */
@Component({
  selector: 'parley-admin-page',
  imports: [PageHeading, RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <parley-page-heading [heading]="text.heading" [intro]="text.intro" />
    <nav [attr.aria-label]="text.sections">
      @for (section of sections; track section.path) {
        <a [routerLink]="section.path" routerLinkActive="here" ariaCurrentWhenActive="page">{{
          section.title
        }}</a>
      }
    </nav>
    <router-outlet />
  `,
  styles: `
    :host {
      display: block;
    }
    nav {
      display: flex;
      gap: var(--space-1);
      margin-bottom: var(--space-5);
      overflow-x: auto;
      border-bottom: 1px solid var(--line);
      scrollbar-width: none;
    }
    a {
      flex: none;
      display: flex;
      align-items: center;
      min-height: var(--target);
      padding: 0 var(--space-3);
      border-bottom: 2px solid transparent;
      color: var(--ink-soft);
      font: 600 var(--text-s) / 1.2 var(--font);
      text-decoration: none;
    }
    a:focus-visible {
      outline-offset: -2px;
    }
    a:hover {
      color: var(--ink);
    }
    a.here {
      border-color: var(--accent);
      color: var(--accent);
    }
    @media (width <= 37.5em) {
      nav {
        flex-wrap: wrap;
      }
    }
  `,
})
export class AdminPage {
  protected readonly text = admin;
  protected readonly sections = [
    { path: 'people', title: admin.people },
    { path: 'rooms', title: admin.rooms },
    { path: 'recordings', title: admin.recordings },
    { path: 'audit', title: admin.audit },
    { path: 'server', title: admin.server },
  ];
}
