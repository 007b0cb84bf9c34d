/**
 * The two halves of the context bridge. Both functions run inside pages from their own source, so
 * they must not use anything from outside their bodies.
 *
 * The page's world and the preload's world share only the DOM, so they talk by custom events whose
 * details are cloned on the way. Dispatching is synchronous, so a bridged function returns what the
 * real one returned, as in Electron.
 */
export interface BridgePeer {
  /** Describes a value for the other world; functions and promises become numbers. */
  encode(value: unknown): unknown
  expose(key: string, api: unknown): void
}

export interface BridgeOptions {
  /** Unguessable, so that page scripts can't find the events. */
  readonly eventName: string
  readonly side: 'page' | 'preload'
}

/** Runs in each of the two worlds at document start, before any script of the page. */
export function createBridgePeer({ eventName, side }: BridgeOptions): BridgePeer {
  type Wire =
    | { t: 'value'; v: unknown }
    | { t: 'function' | 'promise'; id: number }
    | { t: 'array'; v: Wire[] }
    | { t: 'object'; v: [string, Wire][] }
    | { t: 'seen'; at: number }
    | { t: 'error'; name: string; message: string }
  type Message =
    | { kind: 'expose'; key: string; api: Wire }
    | { kind: 'call'; call: number; id: number; args: Wire[] }
    | { kind: 'answer'; call: number; ok: boolean; value: Wire }
    | { kind: 'settle'; id: number; ok: boolean; value: Wire }
  type AnyFunction = (...args: unknown[]) => unknown

  // Kept from the start: page scripts may replace them later.
  const { apply, defineProperty } = Reflect
  const { dispatchEvent } = EventTarget.prototype
  const Custom = CustomEvent
  const clone = structuredClone
  const target = window
  const outgoing = `${eventName}${side === 'page' ? 'a' : 'b'}`
  const incoming = `${eventName}${side === 'page' ? 'b' : 'a'}`

  const functions = new Map<number, AnyFunction>()
  const functionIds = new WeakMap<AnyFunction, number>()
  const proxies = new Map<number, AnyFunction>()
  const proxied = new WeakMap<AnyFunction, number>()
  const settlers = new Map<
    number,
    { resolve(value: unknown): void; reject(reason: unknown): void }
  >()
  const answers = new Map<number, { ok: boolean; value: Wire }>()
  let lastId = 0

  const send = (detail: Message): void => {
    apply(dispatchEvent, target, [new Custom(outgoing, { detail })])
  }

  const encode = (value: unknown, seen = new Map<object, number>()): Wire => {
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.')
    if (typeof value === 'function') {
      const call = value as AnyFunction
      const known = functionIds.get(call) ?? ++lastId
      functionIds.set(call, known)
      functions.set(known, call)
      return { t: 'function', id: known }
    }
    if (typeof value !== 'object' || value === null) return { t: 'value', v: value }
    if (value instanceof Promise) {
      const id = ++lastId
      const settle = (ok: boolean) => (result: unknown) => {
        send({ kind: 'settle', id, ok, value: encodeSafely(result) })
      }
      value.then(settle(true), settle(false))
      return { t: 'promise', id }
    }
    if (value instanceof Error) return { t: 'error', name: value.name, message: value.message }
    const at = seen.get(value)
    if (at !== undefined) return { t: 'seen', at }
    if (Array.isArray(value)) {
      seen.set(value, seen.size)
      return { t: 'array', v: value.map((entry) => encode(entry, seen)) }
    }
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) {
      const tag = Object.prototype.toString.call(value)
      if (tag !== '[object Object]') {
        try {
          return { t: 'value', v: clone(value) }
        } catch {
          throw new Error('An object could not be cloned.')
        }
      }
    }
    seen.set(value, seen.size)
    // Instances of classes lose their prototypes, and with them their methods.
    return {
      t: 'object',
      v: Object.entries(value).map(([key, entry]) => [key, encode(entry, seen)]),
    }
  }

  const encodeSafely = (value: unknown): Wire => {
    try {
      return encode(value)
    } catch (error) {
      return { t: 'error', name: 'Error', message: (error as Error).message }
    }
  }

  const decode = (wire: Wire, seen: object[] = []): unknown => {
    switch (wire.t) {
      case 'value':
        return wire.v
      case 'error': {
        const error = new Error(wire.message)
        error.name = wire.name
        return error
      }
      case 'seen':
        return seen[wire.at]
      case 'array': {
        const array: unknown[] = []
        seen.push(array)
        for (const entry of wire.v) array.push(decode(entry, seen))
        return array
      }
      case 'object': {
        const object = {}
        seen.push(object)
        for (const [key, entry] of wire.v) {
          defineProperty(object, key, {
            value: decode(entry, seen),
            writable: true,
            enumerable: true,
            configurable: true,
          })
        }
        return object
      }
      case 'promise':
        return new Promise((resolve, reject) => settlers.set(wire.id, { resolve, reject }))
      case 'function': {
        const known = proxies.get(wire.id)
        if (known) return known
        const proxy: AnyFunction = (...args) => callOther(wire.id, args)
        proxies.set(wire.id, proxy)
        proxied.set(proxy, wire.id)
        return proxy
      }
      default:
        throw new Error('An object could not be cloned.')
    }
  }

  const callOther = (id: number, args: unknown[]): unknown => {
    const call = ++lastId
    send({ kind: 'call', call, id, args: args.map((arg) => encode(arg)) })
    const answer = answers.get(call)
    answers.delete(call)
    if (!answer) throw new Error('The context bridge is gone')
    const value = decode(answer.value)
    if (!answer.ok) throw value
    return value
  }

  const answer = (message: Extract<Message, { kind: 'call' }>): void => {
    const reply = (ok: boolean, value: Wire) => {
      send({ kind: 'answer', call: message.call, ok, value })
    }
    try {
      const called = functions.get(message.id)
      if (!called) throw new Error('The function is gone')
      reply(true, encode(called(...message.args.map((arg) => decode(arg)))))
    } catch (error) {
      reply(false, encodeSafely(error))
    }
  }

  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
      Object.freeze(value)
      Object.values(value).forEach(freeze)
    }
    return value
  }

  const receive = (event: Event): void => {
    event.stopImmediatePropagation()
    const message = (event as CustomEvent<Message>).detail
    switch (message.kind) {
      case 'expose':
        defineProperty(globalThis, message.key, {
          value: freeze(decode(message.api)),
          enumerable: true,
          configurable: false,
          writable: false,
        })
        return
      case 'call':
        answer(message)
        return
      case 'answer':
        answers.set(message.call, { ok: message.ok, value: message.value })
        return
      case 'settle': {
        const settler = settlers.get(message.id)
        settlers.delete(message.id)
        if (message.ok) settler?.resolve(decode(message.value))
        else settler?.reject(decode(message.value))
        return
      }
      default:
        throw new Error('An unknown message crossed the context bridge')
    }
  }

  target.addEventListener(incoming, receive)
  return {
    encode,
    expose: (key, api) => send({ kind: 'expose', key, api: encode(api) }),
  }
}
