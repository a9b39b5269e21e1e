/** People, tokens and the own account as they are met. Part of console.browser.ts; bounded to seconds. */
import type { Page } from 'playwright-core'
import type { Stage } from './guideline.ts'

const PASSWORD = 'battery staple horse'
const NEW_PASSWORD = 'another battery staple'

const accountOf = (page: Page, name: string) => page.locator('#people tbody tr', { hasText: name })
const people = (page: Page) => page.getByRole('link', { name: /^(アカウント|People)$/ }).click()

/** `page` is an administrator's. Leaves everything as it was but for accounts of its own. */
export async function peoplePage(stage: Stage): Promise<void> {
  const { page, home, check, shoot, soundness, another } = stage

  /** Invites in a role; returns the page of who came. */
  async function letIn(role: string, name: string, service?: string): Promise<Page> {
    // From elsewhere: a link that was shown before is then gone, and cannot be taken for the new one.
    await page.goto(home)
    await people(page)
    const inviting = page.locator('#people > details')
    if ((await inviting.getAttribute('open')) === null) await inviting.locator('summary').click()
    await inviting.getByLabel('役割').selectOption(role)
    if (service !== undefined) await inviting.getByLabel(service).check()
    await inviting.getByRole('button', { name: '招待リンクを作る' }).click()
    const link = await inviting.getByLabel('招待リンク').inputValue()
    const other = await (await another()).newPage()
    await other.goto(link)
    await other.getByLabel('名前').fill(name)
    await other.locator('input[name=password]').fill(PASSWORD)
    await other.getByLabel('再入力').fill(PASSWORD)
    await other.getByRole('button', { name: '登録する' }).click()
    await other.getByText(`ログイン中: ${name}`).waitFor()
    return other
  }

  await page.goto(home)
  await people(page)
  await check('a customer is not invited without a service', async () => {
    const inviting = page.locator('#people > details')
    await inviting.locator('summary').click()
    await inviting.getByLabel('役割').selectOption('customer')
    await inviting.getByRole('button', { name: '招待リンクを作る' }).click()
    await inviting.getByText('サービスを一つ以上選択してください').waitFor()
  })
  const viewer = await letIn('viewer', '閲覧 <b>太郎</b>')
  await check('a viewer sees it all and no button that would be refused', async () => {
    await viewer.locator('tr.check').first().waitFor()
    await viewer.locator('article.incident').first().waitFor({ state: 'attached' })
    for (const words of ['確認済みにする', '追加報告を書く', '取消を提案', '承認'])
      if ((await viewer.getByText(words, { exact: true }).count()) > 0) throw new Error(words)
    return (await viewer.getByRole('link', { name: 'アカウント', exact: true }).count()) === 0
  })
  const customer = await letIn('customer', '顧客花子', 'ネットショップ (shop)')
  await check('a customer sees the service, and nothing of how it is run', async () => {
    await customer.getByRole('heading', { name: 'サービスと対策参照値' }).waitFor()
    await customer.locator('details.service').first().waitFor()
    for (const part of ['#checks', '#outbox', 'nav a[href="#agents"]', 'nav a[href="#checks"]'])
      if ((await customer.locator(part).count()) > 0) throw new Error(part)
    const text = (await customer.locator('main').textContent()) ?? ''
    for (const words of ['127.0.0.1', 'this-host', 'alive']) if (text.includes(words)) throw new Error(words)
    if (text.includes('山田')) throw new Error('the name of who acted')
    return (await customer.locator('.note.bad').count()) === 0
  })
  await check('a customer’s page on a phone, a notebook and a wide screen', () =>
    shoot(customer, 'customer-ja'),
  )

  await people(page)
  await check('who was let in stands there with role and state, as text', async () => {
    await accountOf(page, '閲覧 <b>太郎</b>').getByText('有効').waitFor()
    await accountOf(page, '顧客花子').getByText('対象サービス: ネットショップ').waitFor()
    const wrong = await soundness(page)
    if (wrong.length > 0) throw new Error(wrong.join(', '))
  })
  const making = page.locator('#tokens > details')
  await making.locator('summary').click()
  await making.getByLabel('名称').fill('夜間の集計')
  await making.getByRole('button', { name: 'トークンを作る' }).click()
  await check('a token is shown once, reads what it may, and stops when it is revoked', async () => {
    const token = await making.getByLabel('夜間の集計 のトークン').inputValue()
    if (!/^kjt_[\w-]{43}$/.test(token)) throw new Error(token)
    const ask = async (path: string) =>
      (await fetch(`${home}api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } })).status
    if ((await ask('services')) !== 200 || (await ask('checks')) !== 403) throw new Error('its scope')
    const row = page.locator('#tokens tbody tr', { hasText: '夜間の集計' })
    await row.getByRole('button', { name: '失効させる' }).click()
    await row.getByText('失効', { exact: true }).waitFor()
    if ((await ask('services')) !== 401) throw new Error('it still works')
    await page.goto(`${home}#`)
    await people(page)
    return (await page.getByLabel('夜間の集計 のトークン').count()) === 0
  })
  const changing = accountOf(page, '閲覧 <b>太郎</b>').locator('details')
  await changing.locator('summary').click()
  await check('people in Japanese on a phone, a notebook and a wide screen', () => shoot(page, 'people-ja'))
  await page.getByRole('button', { name: 'English' }).click()
  await check('people in English', async () => {
    await page.getByRole('heading', { name: 'API tokens' }).waitFor()
    await shoot(page, 'people-en')
  })
  await page.getByRole('button', { name: '日本語' }).click()

  await viewer.goto(`${home}#account`)
  await viewer.getByLabel('現在のパスワード').fill('not the old one')
  await viewer.locator('input[name=password]').fill(NEW_PASSWORD)
  await viewer.getByLabel('新しいパスワード（再入力）').fill(NEW_PASSWORD)
  await viewer.getByRole('button', { name: 'パスワードを変更' }).click()
  await check('a wrong old password is refused in words', () =>
    viewer.getByText('現在のパスワードが違います').waitFor(),
  )
  await viewer.getByLabel('現在のパスワード').fill(PASSWORD)
  await viewer.getByRole('button', { name: 'パスワードを変更' }).click()
  await check('the own password is changed, and the own session stays', async () => {
    await viewer.getByText('パスワードを変更しました').waitFor()
    await viewer.locator('#sessions').getByText('この画面').waitFor()
    const wrong = await soundness(viewer)
    if (wrong.length > 0) throw new Error(wrong.join(', '))
    await shoot(viewer, 'account-ja')
  })

  await changing.getByLabel('役割').selectOption('on-call')
  await changing.getByRole('button', { name: '役割を変更' }).click()
  await check('a new role ends the session of that person', async () => {
    await viewer.getByRole('heading', { name: 'ログイン' }).waitFor()
    await accountOf(page, '閲覧 <b>太郎</b>').getByRole('cell', { name: '当番' }).waitFor()
  })
  await changing.getByRole('button', { name: 'パスワード再設定リンクを作る' }).click()
  const link = await changing.getByLabel('再設定リンク').inputValue()
  await viewer.goto(link)
  await viewer.locator('input[name=password]').fill(PASSWORD)
  await viewer.getByLabel('再入力').fill(PASSWORD)
  await viewer.getByRole('button', { name: '設定してログイン' }).click()
  await check('by the link a new password is set, and the new role counts', async () => {
    await viewer.getByText('ログイン中: 閲覧').waitFor()
    await viewer.locator('.who').getByText('当番').waitFor()
    return !viewer.url().includes('reset=')
  })
  await changing.getByRole('button', { name: '無効にする' }).click()
  await check('a disabled account is out, and says no more than a wrong password', async () => {
    await viewer.getByRole('heading', { name: 'ログイン' }).waitFor()
    await viewer.getByLabel('名前').fill('閲覧 <b>太郎</b>')
    await viewer.locator('input[name=password]').fill(PASSWORD)
    await viewer.getByRole('button', { name: 'ログイン' }).click()
    await viewer.getByText('名前またはパスワードが違います').waitFor()
    await accountOf(page, '閲覧 <b>太郎</b>').getByText('無効', { exact: true }).waitFor()
  })
  await viewer.context().close()
  await customer.context().close()
}
