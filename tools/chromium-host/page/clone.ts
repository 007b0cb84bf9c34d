/** A structured clone as text. */
export interface Codec {
  /** Throws "An object could not be cloned." as Electron does. */
  encode(value: unknown): string
  decode(text: string): unknown
}

/**
 * Structured clone as text, for crossing the DevTools protocol. It is also run inside pages from its
 * own source, so it must not use anything from outside its body.
 */
export function createCodec(): Codec {
  const refuse = (): never => {
    throw new Error('An object could not be cloned.')
  }
  const VIEWS: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  }
  const toText = (buffer: ArrayBuffer): string => {
    const bytes = new Uint8Array(buffer)
    let text = ''
    for (let at = 0; at < bytes.length; at += 8192) {
      text += String.fromCharCode(...bytes.subarray(at, at + 8192))
    }
    return btoa(text)
  }
  const toBuffer = (text: string): ArrayBuffer =>
    Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer

  type Wire = string | boolean | number | null | [string, ...unknown[]]

  const encode = (input: unknown): string => {
    const seen = new Map<object, number>()
    const write = (value: unknown): Wire => {
      switch (typeof value) {
        case 'string':
        case 'boolean':
          return value
        case 'undefined':
          return ['undefined']
        case 'bigint':
          return ['bigint', String(value)]
        case 'number':
          if (Object.is(value, -0)) return ['number', '-0']
          return Number.isFinite(value) ? value : ['number', String(value)]
        case 'object':
          return value === null ? null : writeObject(value)
        case 'function':
        case 'symbol':
          return refuse()
        default:
          return refuse()
      }
    }
    const writeObject = (value: object): Wire => {
      const known = seen.get(value)
      if (known !== undefined) return ['ref', known]
      seen.set(value, seen.size)
      if (Array.isArray(value)) return ['array', Array.from(value as unknown[], write)]
      if (value instanceof Date)
        return ['date', Number.isNaN(value.getTime()) ? null : value.getTime()]
      if (value instanceof RegExp) return ['regexp', value.source, value.flags]
      if (value instanceof Map) return ['map', [...value].map(([k, v]) => [write(k), write(v)])]
      if (value instanceof Set) return ['set', [...value].map(write)]
      if (value instanceof ArrayBuffer) return ['buffer', toText(value)]
      if (ArrayBuffer.isView(value)) {
        const { buffer, byteOffset, byteLength } = value
        const name = value.constructor.name
        if (!(name in VIEWS)) return refuse()
        return [
          'view',
          name,
          toText(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer),
        ]
      }
      if (value instanceof Error) {
        return ['error', value.name, value.message, value.stack ?? '', write(value.cause)]
      }
      if (Object.getPrototypeOf(value) !== Object.prototype) return refuse()
      return ['object', Object.entries(value).map(([key, entry]) => [key, write(entry)])]
    }
    let plain: unknown
    try {
      // Takes away prototypes and getters, and refuses what can't be cloned, in the platform's own way.
      plain = structuredClone(input)
    } catch {
      return refuse()
    }
    return JSON.stringify(write(plain))
  }

  const decode = (text: string): unknown => {
    const seen: unknown[] = []
    const keep = <T>(value: T): T => {
      seen.push(value)
      return value
    }
    const read = (wire: Wire): unknown => {
      if (!Array.isArray(wire)) return wire
      const [tag, first, second, third, fourth] = wire
      switch (tag) {
        case 'undefined':
          return undefined
        case 'bigint':
          return BigInt(first as string)
        case 'number':
          return Number(first)
        case 'ref':
          return seen[first as number]
        case 'date':
          return keep(new Date((first as number | null) ?? Number.NaN))
        case 'regexp':
          return keep(new RegExp(first as string, second as string))
        case 'buffer':
          return keep(toBuffer(first as string))
        case 'view': {
          const View = VIEWS[first as string] ?? refuse()
          return keep(new View(toBuffer(second as string)))
        }
        case 'array': {
          const array: unknown[] = keep([])
          for (const entry of first as Wire[]) array.push(read(entry))
          return array
        }
        case 'map': {
          const map = keep(new Map())
          for (const [key, entry] of first as [Wire, Wire][]) map.set(read(key), read(entry))
          return map
        }
        case 'set': {
          const set = keep(new Set())
          for (const entry of first as Wire[]) set.add(read(entry))
          return set
        }
        case 'error': {
          const error = keep(new Error(second as string))
          error.name = first as string
          error.stack = third as string
          const cause = read(fourth as Wire)
          if (cause !== undefined) error.cause = cause
          return error
        }
        case 'object': {
          const object: Record<string, unknown> = keep({})
          for (const [key, entry] of first as [string, Wire][]) {
            // Defined, not assigned: '__proto__' is only a name here.
            const value = read(entry)
            Object.defineProperty(object, key, {
              value,
              writable: true,
              enumerable: true,
              configurable: true,
            })
          }
          return object
        }
        default:
          return refuse()
      }
    }
    return read(JSON.parse(text) as Wire)
  }

  return { encode, decode }
}
