// The visitor's own browser checks the badge once more: signature, status bit and dates, with what it
// fetches itself. Without scripts the page says what the site found.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const read = (text) => JSON.parse(new TextDecoder().decode(bytes(text)));
const RS256 = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

async function get(address, form) {
  const reply = await fetch(new URL(address, location.href).pathname);
  if (!reply.ok) throw new Error(address);
  return reply[form]();
}

async function isWithdrawn({ statusListCredential, statusListIndex }) {
  const list = await get(statusListCredential, "json");
  const packed = new Blob([bytes(list.credentialSubject.encodedList.slice(1))]).stream();
  const open = packed.pipeThrough(new DecompressionStream("gzip"));
  const bits = new Uint8Array(await new Response(open).arrayBuffer());
  return (bits[statusListIndex >> 3] & (128 >> (statusListIndex & 7))) !== 0;
}

async function check(token) {
  const [head, body, signature] = token.split(".");
  const { n, e, kty } = await get(read(head).kid, "json");
  const key = await crypto.subtle.importKey("jwk", { n, e, kty }, RS256, false, ["verify"]);
  const signed = new TextEncoder().encode(`${head}.${body}`);
  if (!(await crypto.subtle.verify(RS256.name, key, bytes(signature), signed))) return false;
  const said = read(body), now = Date.now() / 1000;
  return said.nbf <= now && !(said.exp <= now) && !(await isWithdrawn(said.credentialStatus));
}

for (const place of document.querySelectorAll("[data-verify]")) {
  if (!crypto.subtle) continue;
  get(place.dataset.verify, "text")
    .then(check)
    .then((fits) => {
      place.textContent = fits ? place.dataset.fits : place.dataset.fails;
      place.hidden = false;
    })
    .catch(() => {}); // what could not be fetched was not checked, and nothing is claimed
}
