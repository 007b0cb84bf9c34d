import type { OutputOf, ParsedInputOf } from '#shared/ipc/contract.ts'
import type { productRoutes } from '#shared/ipc/product-contract.ts'
import type { Result } from '#shared/result.ts'
import type { ApplicationPorts } from './application-ports.ts'
import { createCatalogueGate } from './catalogue-gate.ts'
import type { EditCart } from './edit-cart.ts'
import { createEditCatalogue } from './edit-catalogue.ts'
import { createEditPictures, type EditPictures } from './edit-pictures.ts'
import type { ManagerPin } from './manager-pin.ts'
import { createProductLists } from './product-lists.ts'

export interface CatalogueEditing extends Pick<EditPictures, 'picture' | 'sweep'> {
  readonly handlers: {
    readonly [K in keyof typeof productRoutes]: (
      input: ParsedInputOf<K>,
    ) => Promise<Result<OutputOf<K>>>
  }
}

/** All that edits the catalogue, behind one gate. */
export function createCatalogueEditing(
  ports: ApplicationPorts & { readonly cart: EditCart; readonly managerPin: ManagerPin },
): CatalogueEditing {
  const gate = createCatalogueGate(ports)
  const edits = createEditCatalogue({ ...ports, gate })
  const pictures = createEditPictures({ ...ports, gate })
  const lists = createProductLists({ ...ports, gate, edits })
  return {
    handlers: {
      'products.unlock': gate.unlock,
      'products.lock': gate.lock,
      'products.save': edits.save,
      'products.archive': edits.archive,
      'products.bringBack': edits.bringBack,
      'products.move': edits.move,
      'products.archived': edits.archived,
      'products.prices': edits.prices,
      'products.choosePicture': pictures.choose,
      'products.keepPicture': pictures.keep,
      'categories.save': edits.saveCategory,
      'categories.move': edits.moveCategory,
      'categories.remove': edits.removeCategory,
      'products.export': lists.exportList,
      'products.readList': lists.readList,
      'products.applyList': lists.applyList,
    },
    picture: pictures.picture,
    sweep: pictures.sweep,
  }
}
