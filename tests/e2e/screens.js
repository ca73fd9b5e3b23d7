// Words for what is on the screens, so that tests read as what a visitor does and sees.

/** A row of the Receipt: `receiptRow(page, "id_token")`. */
export function receiptRow(page, member) {
  const name = page.locator("dt", { hasText: new RegExp(`^${member}$`) });
  return page.getByRole("region", { name: /Receipt/ }).locator("dl > div", { has: name });
}

/** Changes what the issuer does with `openid`, in the strip under the header. */
export async function setOpenid(page, policy) {
  await page.getByRole("combobox", { name: /^openid/ }).selectOption({ label: policy });
}

/** The one region that speaks without taking the focus. */
export const status = (page) => page.getByRole("status");

/** Holds back a method of WebCrypto until the function that this gives back is called: a slow machine at its slowest. */
export async function holdCrypto(page, method) {
  await page.evaluate((method) => {
    const real = crypto.subtle[method].bind(crypto.subtle);
    const held = new Promise((release) => (window.release = release));
    crypto.subtle[method] = async (...given) => {
      window.isHeld = true;
      await held;
      return real(...given);
    };
  }, method);
  return async () => {
    await page.waitForFunction(() => window.isHeld);
    await page.evaluate(() => window.release());
  };
}

/** What a copy button puts on the clipboard. */
export async function copied(page, button) {
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => {
      window.copied = text;
    };
  });
  await button.click();
  return page.evaluate(() => window.copied);
}
