import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest's node environment, in a context whose global is an ordinary object. Jest hands a Proxy to
 * vm.createContext, by which each use of Math, Number or Map in a test asks that Proxy first: the judge
 * ran four times as slow in its properties as it does live.
 */
class OrdinaryContextEnvironment extends TestEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
}

/** By the options of their project: in each worker one for all that share the preset. It is never torn down. */
const kept = new Map();

/**
 * The same context for one suite after another, in which packages stay loaded ([jest.runtime.js](./jest.runtime.js)).
 * What a suite leaves on the global, on process, in its environment, on what every module shares (Math, prototypes) or
 * in expect is taken away again; what it changes inside a package is not, as in any process.
 */
export default class KeptContextEnvironment {
  constructor(config, context) {
    const options = JSON.stringify(config.projectConfig.testEnvironmentOptions);
    if (!kept.has(options)) kept.set(options, new OrdinaryContextEnvironment(config, context));
    this.kept = kept.get(options);
    const { global, moduleMocker, fakeTimers, fakeTimersModern } = this.kept;
    Object.assign(this, { global, moduleMocker, fakeTimers, fakeTimersModern });
    const shared = [global, global.process, global.process.env, ...intrinsicsOf(global)];
    this.before = shared.map((object) => [object, Object.getOwnPropertyDescriptors(object)]);
  }

  async setup() {}

  async teardown() {
    this.global.process.removeAllListeners();
    for (const [object, before] of this.before) restore(object, before);
    forgetMatchers(this.global[MATCHERS]);
  }

  exportConditions() {
    return this.kept.exportConditions();
  }

  getVmContext() {
    return this.kept.getVmContext();
  }
}

const SHARED_CLASSES =
  'Object Function Array String Number Boolean Symbol BigInt Date RegExp Error Map Set Promise Uint8Array Float64Array'.split(
    ' ',
  );

function intrinsicsOf(global) {
  const classes = SHARED_CLASSES.map((name) => global[name]);
  return [global.Math, global.JSON, ...classes, ...classes.map(({ prototype }) => prototype)];
}

/** Where expect keeps its matchers, and how it marks its own. */
const MATCHERS = Symbol.for('$$jest-matchers-object');
const IS_OWN = Symbol.for('$$jest-internal-matcher');

/** Undefined where no suite has used expect yet. */
function forgetMatchers(
  { customEqualityTesters, matchers } = { customEqualityTesters: [], matchers: {} },
) {
  customEqualityTesters.length = 0;
  for (const [name, matcher] of Object.entries(matchers))
    if (!matcher[IS_OWN]) delete matchers[name];
}

function restore(object, before) {
  for (const key of Reflect.ownKeys(object)) {
    if (!Object.hasOwn(before, key)) Reflect.deleteProperty(object, key);
  }
  for (const key of Reflect.ownKeys(before)) {
    if (Reflect.getOwnPropertyDescriptor(object, key)?.value !== before[key].value) {
      Reflect.defineProperty(object, key, before[key]);
    }
  }
}
