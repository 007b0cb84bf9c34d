import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CartView, OutputOf } from '#shared/ipc/contract.ts'
import { expect, test } from '../support/e2e.ts'

const PICTURE = new URL('../../docs/screens/sell.png', import.meta.url).pathname

test('a product is added with a picture, sold, priced anew, archived and brought back', async ({
  open,
}) => {
  const shop = await open()
  const { till, ask } = shop
  const { page } = till
  test.skip(shop.app.host !== 'chromium', 'nobody answers the file dialog on Electron')
  await till.open('상품')
  await till.button('상품 추가').click()
  await till.button('추가').click()
  await expect(page.getByText('상품명을 적어 주세요.')).toBeVisible()

  await page.getByRole('textbox', { name: '상품명' }).fill('수정과')
  await page.getByRole('textbox', { name: '가격 (원)' }).fill('5000')
  await page.getByRole('button', { name: /골라 주세요/ }).click()
  await page.getByRole('option', { name: '커피' }).click()
  await page.getByRole('textbox', { name: '바코드' }).fill('8801234567890')
  await expect(page.getByText('바코드의 끝자리가 맞지 않아요.')).toBeVisible()
  const noPicture = join(shop.app.userData, 'page.png')
  writeFileSync(noPicture, '<html><script>alert(1)</script></html>')
  shop.app.answerDialogs([
    { dialog: 'showOpenDialog', answer: { filePaths: [noPicture] } },
    { dialog: 'showOpenDialog', answer: { filePaths: [PICTURE] } },
  ])
  await till.button('사진 고르기').click()
  await expect(page.getByText('사진으로 열 수 없는 파일이에요.')).toBeVisible()
  await till.button('사진 고르기').click()
  await expect(till.button('사진 빼기')).toBeVisible()
  await till.button('추가').click()
  await expect(till.button('보관하기')).toBeVisible()

  // In the grid, with its picture, at once; and the open cart is as the catalogue is.
  await till.open('판매')
  await page.getByRole('radio', { name: '커피' }).click()
  await till.product('수정과').click()
  const picture = till.product('수정과').locator('img')
  await expect(picture).toHaveAttribute('src', /^pictures\/[0-9a-f]{32}\.webp$/)
  expect(
    await picture.evaluate((image: HTMLImageElement) =>
      image.decode().then(() => Math.max(image.naturalWidth, image.naturalHeight)),
    ),
  ).toBe(320)
  await till.open('상품')
  await page.getByRole('searchbox', { name: '상품 찾기' }).fill('수정과')
  await page.getByRole('button', { name: /^수정과/ }).click()
  await page.getByRole('textbox', { name: '가격 (원)' }).fill('5500')
  // What was typed isn't lost by a tap elsewhere.
  await page.getByRole('link', { name: '판매', exact: true }).click()
  await till.button('계속 고치기').click()
  await till.button('저장').click()
  await expect(page.getByText('5,000원 → 5,500원')).toBeVisible()
  expect(await ask<CartView>('cart.get', {})).toMatchObject({ total: 5500 })

  await till.button('맨 앞으로').press('Enter')
  await expect(page.getByText(/개 중 1번째/)).toBeVisible()
  await till.button('보관하기').click()
  await expect(till.button('다시 팔기')).toBeVisible()
  await till.open('판매')
  await expect(page.getByRole('listitem').filter({ hasText: '수정과' })).toBeVisible()
  await page.getByRole('radio', { name: '커피' }).click()
  const grid = page.getByRole('group', { name: '상품', exact: true })
  await expect(grid.getByRole('button').first()).toBeVisible()
  await expect(grid.getByRole('button', { name: /^수정과/ })).toHaveCount(0)
  await page.goBack()
  await till.button('다시 팔기').click()
  await expect(till.button('보관하기')).toBeVisible()
})

test('a category is removed once nothing in it is sold, and added again by its name', async ({
  open,
}) => {
  const { till, ask } = await open()
  const { page } = till
  await ask('categories.save', { categoryId: null, nameKo: '음뇨', nameEn: '' })
  await ask('categories.save', { categoryId: null, nameKo: '빵류', nameEn: '' })
  await till.open('상품')
  // The list shows it and a new product has chosen it: both let go of it once it has gone.
  await page.getByRole('button', { name: /모든 상품/ }).click()
  await page.getByRole('option', { name: '음뇨' }).click()
  await expect(page.getByText('찾는 상품이 없어요')).toBeVisible()
  await till.button('상품 추가').click()
  await page.getByRole('button', { name: /골라 주세요/ }).click()
  await page.getByRole('option', { name: '음뇨' }).click()
  await till.button('분류').click()
  const dialog = page.getByRole('dialog')
  const bin = (name: string) => dialog.getByRole('button', { name: `‘${name}’ 지우기` })
  await bin('커피').click()
  await expect(dialog.getByRole('alert')).toHaveText(
    /^상품 [0-9]+개가 이 분류에 있어요. 먼저 다른 분류로 옮겨 주세요.$/,
  )
  await expect(bin('커피')).toBeVisible()

  await bin('음뇨').press('Enter')
  await expect(dialog.getByRole('status')).toContainText('‘음뇨’ 분류를 지웠어요.')
  await expect(dialog.getByRole('alert')).toHaveCount(0)
  await expect(bin('음뇨')).toHaveCount(0)
  await expect(bin('빵류')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(bin('빵류')).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: '분류 추가' })).toBeFocused()

  await page.keyboard.press('Enter')
  await dialog.getByRole('textbox', { name: '새 분류' }).fill('빵류')
  await page.keyboard.press('Enter')
  await expect(bin('빵류')).toBeVisible()
  await dialog.getByRole('button', { name: '닫기' }).click()
  await expect(page.getByRole('button', { name: /모든 상품/ })).toBeVisible()
  await expect(page.getByText('찾는 상품이 없어요')).toHaveCount(0)
  await page.getByRole('button', { name: /골라 주세요/ }).click()
  await expect(page.getByRole('option', { name: '빵류' })).toBeVisible()
  await expect(page.getByRole('option', { name: '음뇨' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: '판매', exact: true }).click()
  await expect(page.getByRole('radio', { name: '빵류' })).toBeVisible()
  await expect(page.getByRole('radio', { name: '음뇨' })).toHaveCount(0)
})

test('a list goes out to a spreadsheet and comes back, each bad row named, nothing before a yes', async ({
  open,
}) => {
  const shop = await open()
  const { till, ask } = shop
  const { page } = till
  test.skip(shop.app.host !== 'chromium', 'nobody answers the file dialog on Electron')
  const file = join(shop.app.userData, '목록.csv')
  const bring = async () => {
    shop.app.answerDialogs([{ dialog: 'showOpenDialog', answer: { filePaths: [file] } }])
    await till.button('가져오기').click()
    await expect(page.getByText('가져오기 전에 확인해 주세요')).toBeVisible()
  }
  const pricesOf = async (...names: string[]) => {
    const { products } = await ask<OutputOf<'catalogue.list'>>('catalogue.list', {})
    return names.map((name) => products.find((one) => one.name === name)?.price)
  }
  // The manager's PIN, once there is one, opens editing.
  await ask('settings.saveDiscounts', { limitPercent: 100, newPin: '4821' })
  await till.open('상품')
  shop.app.answerDialogs([{ dialog: 'showSaveDialog', answer: { filePath: file } }])
  await till.button('내보내기').click()
  await page.getByRole('dialog').getByLabel('관리자 PIN').fill('4821')
  await till.button('승인하기').click()
  await expect(page.getByText(/파일로 저장했어요/)).toBeVisible()

  await bring()
  await expect(till.button('바뀌는 상품이 없어요')).toBeDisabled()
  await till.button('그만두기').click()

  const text = readFileSync(file, 'utf8')
  expect(text.startsWith('\uFEFF번호,상품명,가격')).toBe(true)
  writeFileSync(
    file,
    `${text.replace(/(아메리카노),4500/, '$1,4700')},수정과,5000,전통차,과세,,,아니요\r\n,식혜,오천원,전통차,,,,\r\n`,
  )
  await bring()
  await expect(page.getByText('가격을 읽을 수 없어요: 오천원')).toBeVisible()
  await page.getByRole('radio', { name: '바뀌는 상품' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: '4500 → 4700' })).toBeVisible()
  expect(await pricesOf('아메리카노', '수정과')).toEqual([4500, undefined])
  await till.button('1개 추가, 1개 바꾸기').click()
  await expect(page.getByText('상품 1개를 추가하고 1개를 바꿨어요.')).toBeVisible()
  expect(await pricesOf('아메리카노', '수정과', '식혜')).toEqual([4700, 5000, undefined])
})
