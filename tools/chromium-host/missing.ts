import { EventEmitter } from 'node:events'

/** What language and test tools ask of any object; answering "undefined" is what Electron does. */
const ASKED_OF_ANYTHING = new Set([
  'then',
  'toJSON',
  'href',
  'nodeType',
  'asymmetricMatch',
  '$$typeof',
])

/** The error for every part of Electron's API that this host lacks. */
export function missing(api: string): Error {
  return new Error(`chromium-host: ${api} isn't implemented`)
}

function refuse(api: string, key: string | symbol): undefined {
  if (typeof key === 'symbol' || ASKED_OF_ANYTHING.has(key)) return undefined
  throw missing(`${api}.${key}`)
}

/** An object whose members are all there is: reading any other one throws an error naming it. */
export function only<T extends object>(api: string, members: T): T {
  return new Proxy(members, {
    get: (target, key, receiver) =>
      key in target ? (Reflect.get(target, key, receiver) as unknown) : refuse(api, key),
  })
}

/**
 * A base class for objects with events whose unknown members throw. The guard sits at the far end of
 * the prototype chain, so own fields, private fields and methods are untouched by it.
 */
export function guardedEmitter(api: string): new () => EventEmitter {
  class Guarded extends EventEmitter {}
  Object.setPrototypeOf(Guarded.prototype, only(api, EventEmitter.prototype))
  Object.setPrototypeOf(Guarded, only(api.replace('.prototype', ''), EventEmitter))
  return Guarded
}

/** The same for classes without events. */
export function guarded(api: string): new () => object {
  class Guarded extends Object {}
  Object.setPrototypeOf(Guarded.prototype, only(api, Object.prototype))
  return Guarded
}

/** Stands for a whole module or class of Electron that isn't here; any use of it throws. */
export function absent(api: string): never {
  // A function of the old kind, because only such a one can stand for a class too.
  function fail(): never {
    throw missing(api)
  }
  return new Proxy(fail, {
    get: (_target, key) => refuse(api, key),
    apply: fail,
    construct: fail,
  }) as never
}
