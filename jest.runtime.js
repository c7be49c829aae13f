import { URL, fileURLToPath, pathToFileURL } from 'node:url';
import Runtime from 'jest-runtime';
import KeptContextEnvironment from './jest.environment.js';

/**
 * Jest loads every module anew for every suite. This does so with the modules of the suite's own workspace and
 * of other apps only: packages, and libraries of ours that are no part of what is tested, are loaded once in a worker,
 * as in any process, into the context that suites share. Most of what a suite of the api took went into compiling Nest,
 * Kysely, zod and our libraries again.
 */
export default class PackagesOnceRuntime extends Runtime {
  constructor(config, environment, ...rest) {
    super(config, environment, ...rest);
    if (!(environment instanceof KeptContextEnvironment)) return;
    this.packages = packagesOf(config, environment.kept, ...rest);
    const { watch, watchAll } = rest.at(-1);
    const ownFolder = pathToFileURL(`${config.rootDir}/`).href;
    // Who watches changes libraries while the worker lives.
    const libraries = watch || watchAll ? [] : foldersOfLibraries(ownFolder);
    this.registries.esModuleRegistry = new RegistryBesidePackages(
      this.packages,
      ownFolder,
      libraries,
    );
  }

  /** What jest-circus, itself anew for every suite, is made of: expect, the printer of values and the like. */
  requireInternalModule(from, moduleName) {
    if (moduleName === undefined || this.packages === undefined) {
      return super.requireInternalModule(from, moduleName);
    }
    return this.packages.requireInternalModule(from, moduleName);
  }

  /** By which stacks name the lines of sources; it is read when one is printed. */
  getSourceMaps() {
    const own = super.getSourceMaps();
    if (this.packages === undefined) return own;
    this.bothSourceMaps ??= new BothMaps(own, this.packages.getSourceMaps());
    return this.bothSourceMaps;
  }
}

/** What is in one map, and then in another, whenever it is asked. */
class BothMaps {
  constructor(...maps) {
    this.maps = maps;
  }

  get(key) {
    return this.maps.find((map) => map.has(key))?.get(key);
  }

  *[Symbol.iterator]() {
    for (const map of this.maps) yield* map;
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

/** A workspace lies in the repository or in one of its folders. */
function foldersOfLibraries(workspace) {
  return ['../libs/', '../../libs/'].map((folder) => new URL(folder, workspace).href);
}

class RegistryBesidePackages extends Map {
  /**
   * @param ownFolder the suite's workspace, as the beginning of a key
   * @param libraries folders of workspaces that are loaded once
   */
  constructor(packages, ownFolder, libraries) {
    super();
    this.packages = packages;
    this.ownFolder = ownFolder;
    this.libraries = libraries;
  }

  get(key) {
    const own = super.get(key);
    if (own !== undefined || !this.isOfPackage(key)) return own;
    const module = load(this.packages, key);
    if (module !== undefined) this.set(key, module);
    return module;
  }

  /** Workspaces are links in node_modules: by now they have their own paths. */
  isOfPackage(key) {
    if (!key.startsWith('file:') || key.endsWith('.json')) return false;
    if (key.includes('/node_modules/')) return true;
    if (key.startsWith(this.ownFolder)) return false;
    return this.libraries.some((folder) => key.startsWith(folder));
  }
}

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
