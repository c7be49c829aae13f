import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest's node environment, in a context whose global is an ordinary object. Jest hands a Proxy to
 * vm.createContext, by which each use of Math, Number or Map in a test asks that Proxy first: the judge
 * ran four times as slow in its properties as it does live.
 */
export default class OrdinaryContextEnvironment extends TestEnvironment {
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
