import type { Language } from '#shared/vocabulary.ts'
import { readIntent } from './intent.ts'
import { codeOf, leaveWith } from './leave.ts'
import './styles.css'
import { drawWidget } from './widget.ts'
import { amountIn, wordsIn } from './words.ts'

const root = document.querySelector('#payment')
const query = new URLSearchParams(window.location.search)

function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = text
  return made
}

/** After the return: main is asking Toss, and closes this window when it knows. */
function showReturned(language: Language): void {
  const words = wordsIn(language)
  document.documentElement.lang = language
  document.title = words.title
  const card = element('section', 'returned')
  card.setAttribute('role', 'status')
  card.append(
    element('span', 'spinner'),
    element('h1', '', words.returned),
    element('p', '', words.returnedHint),
  )
  root?.replaceChildren(card)
}

async function showCheckout(ref: string): Promise<void> {
  const intent = await readIntent(ref)
  const words = wordsIn(intent.language)
  const amount = amountIn(intent.language, intent.amount)
  document.documentElement.lang = intent.language
  // The widget knows light and dark; high contrast is the dark one with stronger inks.
  const isContrast = intent.theme === 'contrast'
  document.documentElement.dataset['theme'] = isContrast ? 'dark' : intent.theme
  document.documentElement.toggleAttribute('data-contrast', isContrast)
  document.title = words.title

  const head = element('header', 'head')
  head.append(
    element('h1', 'name', intent.orderName),
    element('p', 'label', words.total),
    element('p', 'amount', amount),
  )
  const methods = element('div', 'methods')
  methods.id = 'methods'
  const agreement = element('div', 'agreement')
  agreement.id = 'agreement'
  const notice = element('p', 'notice', words.loading)
  notice.setAttribute('role', 'status')
  const button = element('button', 'pay', words.pay(amount)) as HTMLButtonElement
  button.type = 'button'
  button.disabled = true
  root?.replaceChildren(head, methods, agreement, notice, button)

  const say = (text: string) => {
    notice.textContent = text
    notice.classList.toggle('warning', text !== '')
  }
  try {
    const pay = await drawWidget(intent, { methods: '#methods', agreement: '#agreement' }, say)
    say('')
    button.disabled = false
    button.addEventListener('click', () => {
      // A second press while the first still runs does nothing.
      button.disabled = true
      say('')
      button.textContent = words.paying
      void pay().finally(() => {
        button.disabled = false
        button.textContent = words.pay(amount)
      })
    })
  } catch (error) {
    const { code, message } = codeOf(error)
    leaveWith(intent.ref, code, message)
  }
}

const ref = query.get('ref') ?? ''
if (window.location.pathname === '/checkout') {
  showCheckout(ref).catch((error: unknown) => {
    leaveWith(ref, 'WINDOW_NOT_READY', codeOf(error).message)
  })
} else {
  showReturned(query.get('lang') === 'en' ? 'en' : 'ko')
}
