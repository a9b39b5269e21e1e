/** Agents and checks as people meet them: lists, one of each, the graph, "run now". Part of console.browser.ts. */
import type { Stage } from './guideline.ts'

/** Of the running collector; the shop answers meanwhile, and somebody who may is logged in. */
export async function monitoredPages({ page, check, soundness, shoot }: Stage): Promise<void> {
  const sound = (name: string) =>
    check(`landmarks, captions, headers and names of ${name} are sound`, async () => {
      const wrong = await soundness(page)
      if (wrong.length > 0) throw new Error(wrong.join(', '))
    })
  const english = () => page.getByRole('button', { name: 'English' }).click()
  const japanese = () => page.getByRole('button', { name: '日本語' }).click()

  await page.getByRole('link', { name: 'エージェント', exact: true }).click()
  await check('the agents are listed with what waits, their clock and what they lost', async () => {
    const row = page.locator('table.fleet tbody tr', { hasText: 'this-host' })
    await row.getByText('接続中').waitFor()
    await row.getByText(/[+−][\d.]+ ms ± [\d.]+ ms/).waitFor()
    await row.locator('td').nth(3).getByText('0').waitFor()
  })
  await check('agents on a phone, a notebook and a wide screen', () => shoot(page, 'agents-ja'))
  await page.locator('main').getByRole('link', { name: 'ネットショップ' }).click()
  await check('the clocks of a service’s hosts stand on one scale, against the limit', async () => {
    const here = page.locator('#clocks-page')
    for (const words of ['機器間のずれの上限 500 ms', '上限以内'])
      await here.getByText(words, { exact: true }).first().waitFor()
    for (const host of ['this-host', 'collector'])
      await here
        .locator('.newest li', { hasText: host })
        .getByText(/^[+−][\d.]+ ms ± [\d.]+ ms$/)
        .waitFor()
  })
  await sound('the page of clocks')
  await check('clocks on a phone, a notebook and a wide screen', () => shoot(page, 'clocks-ja'))
  await english()
  await check('clocks in English', async () => {
    await page.getByText('may be 500 ms apart').waitFor()
    await shoot(page, 'clocks-en')
  })
  await japanese()
  await page.goBack()
  await page.locator('table.fleet').getByRole('link', { name: 'this-host' }).click()
  await check('one click to an agent: its host, its credential, its checks, how it says it is', async () => {
    await page.getByRole('heading', { name: 'this-host' }).waitFor()
    for (const words of ['使用メモリ', '実行中／割当て', '接続資格', '有効', 'カーネル'])
      await page.locator('#agent-page').getByText(words, { exact: true }).first().waitFor()
    await page.locator('table.every-check').getByRole('link', { name: 'shop/web/works' }).waitFor()
  })
  await sound("an agent's page")
  await check('an agent on a phone, a notebook and a wide screen', () => shoot(page, 'agent-ja'))
  await english()
  await check('the same in English', async () => {
    await page.getByText('Memory in use').waitFor()
    await shoot(page, 'agent-en')
  })
  await japanese()

  await page.locator('nav.pages').getByRole('link', { name: '監視', exact: true }).click()
  await check('checks are filtered, and the filter stands in the address', async () => {
    await page.locator('table.every-check tbody tr').nth(1).waitFor()
    await page.getByLabel('サービス').selectOption('shop')
    await page.getByLabel('構成要素').selectOption('web')
    await page.getByLabel('目的').selectOption('fault')
    await page.locator('table.every-check').getByText('shop/web/alive').waitFor({ state: 'detached' })
    await page.locator('table.every-check').getByText('shop/web/works').waitFor()
    if ((await page.locator('table.every-check tbody tr').count()) !== 1) throw new Error('more than one')
    return page.url().includes('service=shop&component=web&purpose=fault')
  })
  await sound('the checks')
  await check('checks on a phone, a notebook and a wide screen', () => shoot(page, 'checks-ja'))
  await page.getByRole('link', { name: '絞り込みを解除' }).click()
  await check('words search by Enter', async () => {
    await page.getByLabel('名前・対象').fill('WEB/ALIVE')
    await page.keyboard.press('Enter')
    await page.locator('table.every-check').getByText('shop/web/works').waitFor({ state: 'detached' })
    await page.locator('table.every-check').getByText('shop/web/alive').waitFor()
    return (await page.locator('table.every-check tbody tr').count()) === 1
  })
  await page.getByLabel('名前・対象').fill('nothing <b>like</b> this')
  await page.getByRole('button', { name: '検索' }).click()
  await check('nothing that fits is told in words', () =>
    page.getByText('当てはまる監視はありません。').waitFor(),
  )
  await page.getByRole('link', { name: '絞り込みを解除' }).click()

  await page.locator('table.every-check').getByRole('link', { name: 'shop/web/slow' }).click()
  await check('a check tells how it is set, what it measured, when the next is due', async () => {
    const here = page.locator('#check-page')
    for (const words of ['設定', '次回の予定', '応答の待ち時間', '状態コード', '合計'])
      await here.getByText(words, { exact: true }).first().waitFor()
    await here.getByText('9分', { exact: true }).waitFor()
  })
  await check('"run now" shows its result when it comes, long before the next plan', async () => {
    const before = await page.locator('.strip rect').count()
    await page.getByRole('button', { name: '今すぐ実行' }).click()
    await page.locator('.became.done').getByText('正常').waitFor()
    await page.waitForFunction((count) => document.querySelectorAll('.strip rect').length > count, before)
    await page.getByText(/山田 <i>花子<\/i> が \d\d:\d\d:\d\d に依頼/).waitFor()
    return (await page.locator('main i').count()) === 0
  })
  await check('a second one right after is refused in words', async () => {
    await page.getByRole('button', { name: '今すぐ実行' }).click()
    await page.getByText('10秒以内に実行を依頼しています').waitFor()
  })
  await page.goto(`${new URL(page.url()).origin}/#checks/shop/web/works`)
  await check(
    'the graph has its curve, its limit, axes in the service’s zone and a table beside',
    async () => {
      await page.locator('.graph .p50').first().waitFor({ state: 'attached' })
      const words = await page
        .locator('.graph[aria-describedby="graph-shop/web/works"] > [id="graph-shop/web/works"]')
        .textContent()
      if (!/正常 \d+、失敗 \d+/.test(words ?? '')) throw new Error(String(words))
      await page.locator('.keys').getByText('上限 400 ms').waitFor()
      await page
        .locator('.keys')
        .getByText(/Asia\/Tokyo \+09:00/)
        .waitFor()
      await page.locator('.figures summary').focus()
      await page.keyboard.press('Enter')
      await page.locator('.figures tbody tr').first().waitFor()
      await page.keyboard.press('Enter')
    },
  )
  await sound("a check's page")
  await check('a check on a phone, a notebook and a wide screen', () => shoot(page, 'check-ja'))
  await english()
  await check('a check in English', async () => {
    await page.getByRole('heading', { name: 'Response times' }).waitFor()
    await shoot(page, 'check-en')
  })
  await japanese()
  await check('another time span is a place of its own', async () => {
    await page.locator('.spans').getByText('7日').click()
    await page.locator('.spans [aria-current="true"]', { hasText: '7日' }).waitFor()
    return page.url().endsWith('#checks/shop/web/works?span=7d')
  })
  await page.goto(`${new URL(page.url()).origin}/#checks/shop/web/nothing@nowhere`)
  await check('a check that is not there is told in words', () =>
    page.getByText('監視 shop/web/nothing@nowhere はありません。').waitFor(),
  )
}
