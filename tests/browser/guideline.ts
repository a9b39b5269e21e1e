/** The guideline page as people meet it, with what two operators decide. Part of console.browser.ts. */
import type { BrowserContext, Page } from 'playwright-core'
import { EDITION } from '../../rules/guideline/items.ts'

export interface Stage {
  page: Page
  /** `http://127.0.0.1:…/`. */
  home: string
  check(what: string, holds: () => Promise<unknown> | unknown): Promise<void>
  soundness(page: Page): Promise<string[]>
  shoot(page: Page, name: string): Promise<void>
  /** A browser of somebody else. */
  another(): Promise<BrowserContext>
}

const ITEMS = EDITION.items.length + EDITION.ownItems.length
/** A first notice that nobody got in time: no mail server is configured. */
const RED = 'III.1.1.1.b'
/** An own value that is looser than the reference value. */
const LOOSER = 'III.1.1.2.b'
const NOT_MEASURED = 'III.4.4.1.a'

const rowOf = (page: Page, item: string) => page.locator(`[id="row-${item}"]`)
const verdictOf = (page: Page, item: string) => rowOf(page, item).locator('a.verdict')
const why = (page: Page) => page.locator('tr.why')
const inView = (page: Page, item: string) =>
  rowOf(page, item).evaluate((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return top >= 0 && bottom <= window.innerHeight
  })

export async function guidelinePage(stage: Stage): Promise<void> {
  const { page, home, check, shoot } = stage
  await page.getByRole('link', { name: '対策参照値', exact: true }).click()
  await check('every item of the catalogue has its row', async () => {
    await rowOf(page, RED).waitFor()
    const rows = await page.locator('table.guideline tr[id^="row-"]').count()
    if (rows !== ITEMS) throw new Error(`${rows} rows`)
  })
  await check('reference value, contract value and verdict stand apart', async () => {
    await rowOf(page, RED).getByText('20分以内').waitFor()
    await rowOf(page, RED).getByText('契約値').waitFor()
    await rowOf(page, RED).getByText('SLA未達').waitFor()
  })
  await check('a looser own value says who decided it, when and why, and is not met', async () => {
    const row = rowOf(page, LOOSER)
    for (const words of ['決定: 品質管理部（2026-11-01）', '理由: 夜間は無人', '対策参照値 未達'])
      await row.getByText(words).first().waitFor()
  })
  await check('what is not measured says so, and is neither met nor red', async () => {
    const row = rowOf(page, NOT_MEASURED)
    await row.getByText('未計測', { exact: true }).waitFor()
    if ((await row.locator('.badge.good, .badge.bad').count()) > 0) throw new Error('it has a verdict')
    return !(await row.getAttribute('class'))?.includes('unmet')
  })
  await check('a missed contract value is not told as a missed particularly necessary value', async () => {
    const first = page.locator('.needs').first()
    await first.getByText('基本項目の未達').waitFor()
    await first.locator('li', { hasText: RED }).getByText('SLA未達').waitFor()
    await first.locator('li', { hasText: RED }).getByText('契約値 10秒').waitFor()
    await first
      .locator('li', { hasText: LOOSER })
      .getByText('自社値 1時間は対策参照値 20分より緩い')
      .waitFor()
    await rowOf(page, RED)
      .getByText(/^対策参照値 /)
      .waitFor()
  })
  await check('the guideline page on a phone, a notebook and a wide screen', () =>
    shoot(page, 'guideline-ja'),
  )

  await verdictOf(page, RED).click()
  const breached = why(page).locator('li.obligation.breached').first()
  await check(
    'one click from the red cell to why: about what, by when, how late, by what evidence',
    async () => {
      for (const words of ['稼働停止', '起点', '期限', '理由', '証跡'])
        await breached.getByText(words).first().waitFor()
      return page.url().includes(`item=${RED}`)
    },
  )
  await check('the control and the clauses of the other documents are below', async () => {
    await why(page).getByText('対策項目と関連する条項').click()
    await why(page).getByText('000 クラウドサービス提供基準').waitFor()
  })
  await check('landmarks, captions, headers and names of the guideline page are sound', async () => {
    const wrong = await stage.soundness(page)
    if (wrong.length > 0) throw new Error(wrong.join(', '))
  })
  await check('why on a phone, a notebook and a wide screen', () => shoot(page, 'why-ja'))
  await check('"back" folds it, "back" again leads to the page before, "forward" comes again', async () => {
    await page.goBack()
    await why(page).waitFor({ state: 'detached' })
    await page.goBack()
    await page.locator('#incidents').waitFor()
    await page.goForward()
    await rowOf(page, RED).waitFor()
  })
  await check('the keyboard unfolds and folds a row, and stays in it', async () => {
    await verdictOf(page, RED).focus()
    await page.keyboard.press('Enter')
    await breached.waitFor()
    const focused = () =>
      page.evaluate((item) => document.activeElement?.closest('tr')?.id === `row-${item}`, RED)
    if (!(await focused())) throw new Error('the focus is lost')
    await page.keyboard.press('Enter')
    await why(page).waitFor({ state: 'detached' })
    return focused()
  })
  await check('the skip link leads to the content, not to another page', async () => {
    await page.locator('.skip').focus()
    await page.keyboard.press('Enter')
    await rowOf(page, RED).waitFor()
    return page.evaluate(() => document.activeElement?.id === 'main')
  })
  await check('a link to a row leads there from anywhere', async () => {
    const deep = await page.context().newPage()
    await deep.goto(`${home}#guideline/shop?item=${RED}`)
    await why(deep).locator('li.obligation.breached').first().waitFor()
    const there = await inView(deep, RED)
    await deep.close()
    return there
  })
  await check('only what needs an eye, or only what is measured, is a choice of its own', async () => {
    await page.getByLabel('表示する項目').selectOption('attention')
    await rowOf(page, NOT_MEASURED).waitFor({ state: 'detached' })
    await rowOf(page, RED).waitFor()
    await page.getByLabel('表示する項目').selectOption('all')
    await rowOf(page, NOT_MEASURED).waitFor()
  })
  await check('a month without records says so', async () => {
    await page.getByRole('link', { name: '前の月' }).click()
    await page.getByText(/の記録はありません/).waitFor()
    if ((await page.locator('main .note.bad').count()) > 0) throw new Error('it looks like a fault')
    await page.getByRole('link', { name: '前の月' }).click()
    await page.getByRole('link', { name: '今月を表示' }).click()
    await rowOf(page, RED).waitFor()
  })
  await check('an issued report is recorded', async () => {
    await page.getByText('発行を記録する').click()
    await page.getByLabel('対象月').last().selectOption({ index: 6 })
    await page.getByLabel('報告先').selectOption('manager')
    await page.getByRole('button', { name: '発行として記録' }).click()
    await page.locator('table.issued').getByText('管理責任者').waitFor()
    await page.locator('table.issued').getByText('（途中）').waitFor()
  })
  await page.getByRole('button', { name: 'English' }).click()
  await check('the guideline page in English', async () => {
    await page.getByRole('heading', { name: 'Evaluation items of the guideline' }).waitFor()
    await verdictOf(page, RED).click()
    await breached.getByText('Because').waitFor()
    await shoot(page, 'why-en')
  })
  await page.getByRole('button', { name: '日本語' }).click()
}

/** One proposes, another one who was invited approves. */
export async function withdrawal({ page, home, check, another }: Stage): Promise<void> {
  const red = `${home}#guideline/shop?item=${RED}`
  await page.goto(red)
  const owed = why(page).locator('li.obligation.breached').first()
  await owed.getByText('取消を提案').click()
  await owed.getByRole('button', { name: '提案を記録' }).click()
  await check('a proposal without reason and explanation is refused in words', () =>
    owed.getByText('理由を選択してください').waitFor(),
  )
  await owed.getByLabel('理由').selectOption('outside-responsibility')
  await owed.getByLabel('説明').fill('回線事業者の障害 <b>報告書あり</b>')
  await owed.getByRole('button', { name: '提案を記録' }).click()
  await check('whoever proposed it reads that another one has to decide', async () => {
    await owed.getByText('ご自身の提案です').waitFor()
    return (await owed.getByRole('button', { name: '承認' }).count()) === 0
  })

  await page.getByRole('link', { name: 'アカウント', exact: true }).click()
  const inviting = page.locator('#people > details')
  await inviting.locator('summary').click()
  await inviting.getByLabel('役割').selectOption('manager')
  await page.getByRole('button', { name: '招待リンクを作る' }).click()
  const link = await page.getByLabel('招待リンク').inputValue()
  const context = await another()
  const other = await context.newPage()
  await other.goto(link)
  await other.getByLabel('名前').fill('佐藤')
  await other.locator('input[name=password]').fill('another horse battery')
  await other.getByLabel('再入力').fill('another horse battery')
  await other.getByRole('button', { name: '登録する' }).click()
  await check('who was invited is logged in, and sees what awaits a decision', async () => {
    await other.getByText('ログイン中: 佐藤').waitFor()
    await other.locator('#proposals').getByText('回線事業者の障害 <b>報告書あり</b>').waitFor()
  })
  await check('who decides sees what it is about, one click from its reasons', async () => {
    const about = other.locator('#proposals li').first()
    await about.getByRole('link', { name: '稼働停止', exact: true }).waitFor()
    const link = about.getByRole('link', { name: new RegExp(`通知時間.*${RED}`) })
    return (await link.getAttribute('href'))?.includes(`item=${RED}`)
  })
  await check('the link is shown once', async () => {
    await page.goto(red)
    await page.getByRole('link', { name: 'アカウント', exact: true }).click()
    await inviting.waitFor()
    return (await page.getByLabel('招待リンク').count()) === 0
  })
  await other.locator('#proposals').getByRole('button', { name: '承認' }).click()
  await check('after the approval nothing awaits a decision', () =>
    other.locator('#proposals').waitFor({ state: 'detached' }),
  )
  await page.goto(red)
  await check('what was withdrawn stays readable, counts no more, and says who decided', async () => {
    await why(page).locator('li.obligation.withdrawn').first().waitFor()
    await page
      .locator('.settings', { hasText: '取消の影響' })
      .getByText(/佐藤 が .* に承認/)
      .waitFor()
    await rowOf(page, RED).getByText('SLA未達').waitFor({ state: 'detached' })
  })
  await context.close()
}
