import { fileURLToPath } from 'node:url';
import Runtime from 'jest-runtime';
import KeptContextEnvironment from './jest.environment.js';

/**
 * Jest loads every module anew for every suite. This does so with the project's own modules only: packages are
 * loaded once in a worker, as in any process, into the context that suites share. Most of what a
 * suite of the api took went into compiling Nest, Kysely and zod again.
 */
export default class PackagesOnceRuntime extends Runtime {
  constructor(config, environment, ...rest) {
    super(config, environment, ...rest);
    if (!(environment instanceof KeptContextEnvironment)) return;
    this.packages = packagesOf(config, environment.kept, ...rest);
    this.registries.esModuleRegistry = new RegistryBesidePackages(this.packages);
  }

  /** What jest-circus, itself anew for every suite, is made of: expect, the printer of values and the like. */
  requireInternalModule(from, moduleName) {
    if (moduleName === undefined || this.packages === undefined) {
      return super.requireInternalModule(from, moduleName);
    }
    return this.packages.requireInternalModule(from, moduleName);
  }
}

const loaded = new WeakMap();

/** The runtime of packages in a context. It outlives suites, so that a package may import later what it needs then. */
function packagesOf(config, environment, ...rest) {
  if (!loaded.has(environment)) {
    loaded.set(environment, new Runtime(config, environment, ...rest));
  }
  return loaded.get(environment);
}

class RegistryBesidePackages extends Map {
  constructor(packages) {
    super();
    this.packages = packages;
  }

  get(key) {
    const own = super.get(key);
    if (own !== undefined || !isOfPackage(key)) return own;
    const module = load(this.packages, key);
    if (module !== undefined) this.set(key, module);
    return module;
  }
}

/** Workspaces are links in node_modules: by now they have their own paths. */
const isOfPackage = (key) =>
  key.startsWith('file:') && key.includes('/node_modules/') && !key.endsWith('.json');

/** Undefined where the suite has to load it for itself: with an await at its top, or by an error that it meets again. */
function load(packages, key) {
  const { esmLoader, registries } = packages;
  const registry = registries.getActiveEsmRegistry();
  const path = fileURLToPath(key);
  if (!registry.has(key)) {
    try {
      if (packages.unstable_shouldLoadAsEsm(path)) {
        esmLoader.tryLoadGraphSync(path, '', 'sync-preferred');
      } else {
        const context = esmLoader.getContext();
        registry.set(key, esmLoader.buildCjsAsEsmSyntheticModule(path, path, context));
      }
    } catch {
      return undefined;
    }
  }
  return registry.get(key);
}
