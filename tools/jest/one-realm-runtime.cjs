const { createRequire, isBuiltin } = require('node:module');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** What keeps the first settings that it is given for as long as it is loaded: every file of tests has its own. */
const loadedAnew = new Set(['nestjs-pino']);
const ours = /^(?:[./]|@parley\/|@jest\/globals$)/;

const isForTheWorker = (name) => !ours.test(name) && !loadedAnew.has(name) && !isBuiltin(name);

/**
 * Jest's runtime for servers. Modules of ours are loaded anew for each file of tests, as Jest does; packages are loaded by
 * Node, once for a worker: Jest would link some two thousand modules again for each file, which is half of what a run costs.
 */
module.exports = class OneRealmRuntime extends Runtime {
  constructor(...parameters) {
    super(...parameters);
    const { injectedModuleParameters, compile } = this.executor;
    if (!injectedModuleParameters || !compile)
      throw new Error('jest-runtime compiles otherwise now');
    this.executor.compile = (source, filename) =>
      compileFunction(source, injectedModuleParameters, { filename });
  }

  requireModuleOrMock(from, name) {
    return isForTheWorker(name) ? createRequire(from)(name) : super.requireModuleOrMock(from, name);
  }
};
