import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { openProxied, type Place, type Proxied, type Visitor } from "./story/proxied.ts";

const PASSWORD = "rehearsal-only";
const PAGES = ["/", "/segments", "/alerts", "/log", "/reports", "/settings", "/schedule", "/summary"];

const PLACES: readonly (Place & { readonly name: string; readonly prefix: string })[] = [
  // host-rewritten: as nginx does unless it is told otherwise
  { name: "at the root", path: "", prefix: "__Host-", backend: ["http-request set-header Host 127.0.0.1:3000"] },
  { name: "under a path", path: "/holdpoint", prefix: "__Secure-", backend: [] },
];

test.setTimeout(240_000);

/** On a busy machine a page has to wait for its first frame. */
const SEEN_WITHIN = { timeout: 60_000 };

for (const { name, path, prefix, backend } of PLACES)
  test.describe(name, () => {
    test.describe.configure({ mode: "serial" });
    const held: { proxied: Proxied | null; robin: Visitor | null } = { proxied: null, robin: null };

    test.beforeAll(async ({ browser }) => {
      // the pages of a path are built first
      test.setTimeout(240_000);
      held.proxied = await openProxied(browser, { path, backend });
      held.robin = (await held.proxied?.enter()) ?? null;
    });
    test.beforeEach(() => test.skip(held.proxied === null, "there is no haproxy here"));
    test.afterAll(async () => held.proxied?.close());

    function there(): Proxied & { readonly robin: Visitor } {
      return { ...(held.proxied as Proxied), robin: held.robin as Visitor };
    }

    function expectBelow(asked: readonly string[]): void {
      const { site } = there();
      const { origin, host } = new URL(site);
      const own = asked.filter((url) => new URL(url).host === host);
      expect(own.length).toBeGreaterThan(0);
      const wrong = own.filter((url) => {
        const { pathname, protocol } = new URL(url);
        const isBelow = path === "" || pathname === path || pathname.startsWith(`${path}/`);
        return !isBelow || pathname.startsWith(`${path}${path}/`) === (path !== "") || !/^(https|wss):$/.test(protocol);
      });
      expect(wrong, `addresses beside ${origin}${path}`).toEqual([]);
    }

    test("somebody signs in through TLS, and comes back to the page that was asked for", async () => {
      const { site, robin } = there();
      const { page, context } = robin;
      const answer = await page.goto(`${site}/preflight`);
      expect(page.url()).toBe(`${site}/sign-in?next=%2Fpreflight`);
      const headers = answer?.headers() ?? {};
      expect(headers["strict-transport-security"]).toBe("max-age=31536000");
      expect(headers["content-security-policy"]).toContain(`connect-src 'self' wss://${new URL(site).host};`);
      await giveName(page, "robin");
      await expect(page).toHaveURL(`${site}/preflight`);
      await expect(page.getByText("Live", { exact: true }).first()).toBeVisible(SEEN_WITHIN);
      const [session] = (await context.cookies()).filter((cookie) => cookie.name.endsWith("session_token"));
      expect(session).toMatchObject({
        ...{ name: `${prefix}holdpoint.session_token`, path: path || "/", domain: "localhost" },
        ...{ secure: true, httpOnly: true, sameSite: "Lax" },
      });
    });

    test("every page is there, live over wss, and every link on it leads to one", async () => {
      const { site, robin } = there();
      const { page, asked, context } = robin;
      const links = new Set<string>();
      for (const place of PAGES) {
        await page.goto(`${site}${place === "/" ? "" : place}`);
        await expect(page.getByRole("main")).toBeVisible();
        if (!/settings|summary/.test(place))
          await expect(page.getByText("Live", { exact: true }).first()).toBeVisible(SEEN_WITHIN);
        const found = await page.locator("a[href]").evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
        for (const href of found) links.add(href.replace(/#.*/, ""));
      }
      expect(asked.filter((url) => url.startsWith("wss:")).length).toBeGreaterThan(0);
      expectBelow(asked);
      const own = [...links].filter((href) => href.startsWith("http"));
      expectBelow(own);
      for (const href of own) {
        const { status, url } = await context.request
          .get(href)
          .then((got) => ({ status: got.status(), url: got.url() }));
        expect([200, 204, 422], `${href} answers ${status} at ${url}`).toContain(status);
      }
    });

    test("links within the page, keys, and a past moment stay below the path", async () => {
      const { site, robin } = there();
      const { page } = robin;
      await page.goto(`${site}/segments`);
      await page.getByRole("link", { name: "Checkpoints", exact: true }).first().click();
      await expect(page).toHaveURL(`${site}/checkpoints`);
      await page.keyboard.press("g");
      await page.keyboard.press("l");
      await expect(page).toHaveURL(`${site}/log`);
      await page
        .getByRole("link", { name: /as it was then/i })
        .first()
        .click();
      await expect(page).toHaveURL(new RegExp(`^${site}/?\\?at=`));
      await expect(page.getByText("REPLAY").first()).toBeVisible();
      await page.getByRole("link", { name: "Segments", exact: true }).first().click();
      await expect(page).toHaveURL(new RegExp(`^${site}/segments\\?at=`));
      expectBelow(robin.asked);
    });

    test("a wall is paired by its code", async () => {
      const { site, robin, enter } = there();
      const wall = await enter();
      await wall.page.goto(`${site}/wall?view=checkpoints`);
      await expect(wall.page).toHaveURL(/\/pair\?next=/);
      const status = wall.page.getByRole("status");
      await expect(status).toHaveAttribute("aria-label", /^Code( \w){6}$/);
      const code = ((await status.getAttribute("aria-label")) ?? "").replace("Code ", "").replaceAll(" ", "");
      await robin.page.goto(`${site}/settings`);
      const displays = robin.page.getByRole("region", { name: "Displays" });
      await displays.getByLabel("Name of the screen").fill("Left wall");
      await displays.getByLabel("Code on the screen").fill(code);
      await displays.getByRole("button", { name: "Pair" }).click();
      await expect(wall.page).toHaveURL(`${site}/wall?view=checkpoints`);
      await expect(wall.page.getByRole("region", { name: "Gates", exact: true })).toBeVisible();
      const cookies = (await wall.context.cookies()).filter((cookie) => cookie.name.endsWith("holdpoint_display"));
      expect(cookies).toEqual([
        expect.objectContaining({ name: `${prefix}holdpoint_display`, path: path || "/", secure: true }),
      ]);
      expectBelow(wall.asked);
      expect(wall.complaints).toEqual([]);
    });

    test("links for others name the public address, in invitations, reports and documents", async () => {
      const { site, robin, app, enter } = there();
      const invitations = robin.page.getByRole("region", { name: "Invitations" });
      await invitations.getByLabel("E-mail address").fill("new@rehearsal.test");
      await invitations.getByRole("button", { name: /^Invite|Make a link/ }).click();
      const link = invitations.getByRole("textbox", { name: /link/i });
      await expect(link).toHaveValue(new RegExp(`^${site}/join\\?link=`));
      const guest = await enter();
      await guest.page.goto(await link.inputValue());
      await expect(guest.page.getByLabel("E-mail address")).toHaveValue("new@rehearsal.test");
      const { request } = robin.context;
      const openapi = (await (await request.get(`${site}/api/v1/openapi.json`)).json()) as { servers: unknown };
      expect(openapi.servers).toEqual([{ url: site }]);
      const schema = (await (await request.get(`${site}/schema/plan.json`)).json()) as { $id: string };
      expect(schema.$id).toBe(`${site}/schema/plan.json`);
      expect(app.output()).toContain(`${site}/?token=`);
      const report = await request.get(`${site}/api/v1/reports/rollout-complete?format=html`);
      expect(report.status()).toBe(200);
      expect(await report.text()).not.toMatch(/href="\/(?!\/)/);
      expect(guest.complaints).toEqual([]);
    });

    test("a passkey is given after the password, and votes where votes need a second factor", async () => {
      const { site, robin, enter } = there();
      const mei = await enter();
      const { page } = mei;
      await page.goto(`${site}/sign-in?next=%2Fsettings`);
      await giveName(page, "mei");
      await expect(page).toHaveURL(`${site}/settings`);
      const commands = `${site}/api/v1/commands`;
      expect((await robin.context.request.post(`${commands}/open-poll`, { data: {} })).status()).toBe(200);
      const vote = { poll: "poll-1", role: "data-science-lead", vote: "go" };
      const refused = await mei.context.request.post(`${commands}/cast-vote`, { data: vote });
      expect([refused.status(), await refused.text()]).toEqual([403, expect.stringContaining("needs a second factor")]);

      await addAuthenticator(page);
      const panel = page.getByRole("region", { name: "My second factor" });
      await panel.getByLabel("Name of the passkey").fill("Laptop");
      await panel.getByRole("button", { name: "Add a passkey" }).click();
      await expect(panel.getByRole("list", { name: "My passkeys" })).toContainText("Laptop");
      await page.getByRole("button", { name: "Sign out", exact: true }).click();
      await expect(page).toHaveURL(`${site}/sign-in`);

      await page.goto(`${site}/sign-in?next=%2Fpreflight`);
      await giveName(page, "mei");
      await page.getByRole("button", { name: "Use a passkey" }).click();
      await expect(page).toHaveURL(`${site}/preflight`);
      const box = page.getByRole("group", { name: "Your vote as Data science lead" });
      await box.getByRole("button", { name: "GO", exact: true }).click();
      await page.getByRole("button", { name: "Vote GO" }).click();
      await expect(box).toContainText("Mei Lin said GO", SEEN_WITHIN);
      await page.goto(`${site}/settings`);
      await expect(panel.getByRole("list", { name: "My passkeys" })).toContainText("last used");
      expectBelow(mei.asked);
      expect(mei.complaints).toEqual([]);
    });

    test("a page of another origin, and another name, are refused, and the refusal names the setting", async () => {
      const { site, robin, app } = there();
      const { request } = robin.context;
      const note = { text: "Seen through the proxy.", checkpoint: null };
      const url = `${site}/api/v1/commands/add-note`;
      const foreign = await request.post(url, { data: note, headers: { origin: "https://evil.test" } });
      expect(foreign.status()).toBe(403);
      expect(await foreign.text()).toContain("HOLDPOINT_PUBLIC_URL");
      const named = await request.get(`${app.origin}/wall`, { headers: { host: "rebound.evil.test" } });
      expect([named.status(), await named.text()]).toEqual([403, expect.stringContaining("HOLDPOINT_PUBLIC_URL")]);
    });

    test("signing out ends the cookie that signing in made", async () => {
      const { site, robin } = there();
      const { page, context, complaints } = robin;
      await page.goto(`${site}/settings`);
      await page.getByRole("button", { name: "Sign out", exact: true }).click();
      await expect(page).toHaveURL(`${site}/sign-in`);
      const left = (await context.cookies()).filter((cookie) => cookie.name.endsWith("session_token"));
      expect(left).toEqual([]);
      // the browser's own word for what the test asked for
      expect(complaints.filter((line) => !/status of (401|403)/.test(line))).toEqual([]);
    });
  });

async function giveName(page: Page, who: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(`${who}@rehearsal.test`);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Chromium's own, which answers as a laptop does whose owner is in front of it. */
async function addAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
}
