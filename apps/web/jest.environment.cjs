const JsdomEnvironment = require('jest-preset-angular/environments/jest-jsdom-env');

/** jsdom knows no fetch: Node's own answers stand in for what our fake server gives, and its next turn for waiting on them. */
module.exports = class extends (JsdomEnvironment.default ?? JsdomEnvironment) {
  async setup() {
    await super.setup();
    Object.assign(this.global, { Headers, Request, Response, setImmediate });
  }
};
