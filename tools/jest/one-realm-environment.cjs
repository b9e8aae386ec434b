const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest's Node environment without a realm of its own: a test and what it tests have the globals of the worker, as they have
 * in production. Whatever a file leaves on the global object goes with its environment.
 */
module.exports = class OneRealmEnvironment extends TestEnvironment {
  #before = new Set(Reflect.ownKeys(globalThis));

  constructor(config, context) {
    super(config, context);
    this.global = globalThis;
    this.moduleMocker = new this.moduleMocker.constructor(globalThis);
    this.fakeTimersModern = new this.fakeTimersModern.constructor({
      config: config.projectConfig,
      global: globalThis,
    });
  }

  async teardown() {
    await super.teardown();
    for (const key of Reflect.ownKeys(globalThis))
      if (!this.#before.has(key)) Reflect.deleteProperty(globalThis, key);
  }
};
