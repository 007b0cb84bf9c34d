import { guarded } from './missing.ts'

/** A picture that is held as PNG. */
export class NativeImage
  extends guarded('NativeImage.prototype')
  implements Pick<Electron.NativeImage, 'toPNG' | 'toDataURL' | 'isEmpty' | 'getSize'>
{
  readonly #png: Buffer

  private constructor(png: Buffer) {
    super()
    this.#png = png
  }

  static fromPng(png: Buffer): NativeImage {
    return new NativeImage(png)
  }

  toPNG(): Buffer {
    return Buffer.from(this.#png)
  }

  toDataURL(): string {
    return `data:image/png;base64,${this.#png.toString('base64')}`
  }

  isEmpty(): boolean {
    return this.#png.length === 0
  }

  /** From the PNG's header. */
  getSize(): Electron.Size {
    if (this.isEmpty()) return { width: 0, height: 0 }
    return { width: this.#png.readUInt32BE(16), height: this.#png.readUInt32BE(20) }
  }
}
