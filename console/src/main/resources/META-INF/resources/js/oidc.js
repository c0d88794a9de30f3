// Sign-in by the authorization code flow with PKCE (RFC 7636), state, nonce and issuer check (RFC 9207).
// Tokens live in this module's memory only; what must survive the way to the issuer and back is used once.
import { Problem } from "./problem.js";

const PENDING = "tidemark.sign-in";
// Renewed this long before the end, so that no request leaves with a token that dies on the way.
const RENEW_BEFORE_MILLIS = 30_000;

const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

const challengeOf = async (verifier) =>
  base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));

function claimsOf(token) {
  const body = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(body), (c) => c.charCodeAt(0))));
}

const refused = (detail) => new Problem({ title: "The sign-in was not completed", detail });

export class Session {
  #issuer;
  #clientId;
  #endpoints;
  #tokens;
  #expiresAt = 0;
  #renewal;

  constructor({ issuer, clientId }) {
    this.#issuer = issuer;
    this.#clientId = clientId;
  }

  get user() {
    const claims = this.#tokens && claimsOf(this.#tokens.id_token);
    return claims && (claims.name ?? claims.preferred_username ?? claims.sub);
  }

  get #redirectUri() {
    return `${location.origin}/`;
  }

  async #discover() {
    if (!this.#endpoints) {
      const response = await fetch(`${this.#issuer}/.well-known/openid-configuration`);
      const found = await response.json();
      if (found.issuer !== this.#issuer) {
        throw refused(`the identity provider calls itself ${found.issuer}, expected ${this.#issuer}`);
      }
      this.#endpoints = found;
    }
    return this.#endpoints;
  }

  // Leaves the page.
  async signIn() {
    if (!globalThis.isSecureContext) {
      throw refused("this browser signs in over HTTPS or on 127.0.0.1 only");
    }
    const endpoints = await this.#discover();
    const pending = { state: random(), nonce: random(), verifier: random() };
    sessionStorage.setItem(PENDING, JSON.stringify(pending));
    const query = new URLSearchParams({
      response_type: "code",
      client_id: this.#clientId,
      redirect_uri: this.#redirectUri,
      scope: "openid profile",
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await challengeOf(pending.verifier),
      code_challenge_method: "S256",
    });
    location.assign(`${endpoints.authorization_endpoint}?${query}`);
  }

  // Completes a sign-in when the issuer has just sent the browser back; true when somebody is signed in.
  async complete() {
    const answer = new URLSearchParams(location.search);
    if (!answer.has("state")) {
      return false;
    }
    history.replaceState(null, "", this.#redirectUri);
    const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? "{}");
    sessionStorage.removeItem(PENDING);
    if (!pending.state || answer.get("state") !== pending.state) {
      throw refused("the answer does not belong to a sign-in that this page began");
    }
    if (answer.has("error")) {
      throw refused(answer.get("error_description") ?? answer.get("error"));
    }
    const endpoints = await this.#discover();
    const isNamed = endpoints.authorization_response_iss_parameter_supported || answer.has("iss");
    if (isNamed && answer.get("iss") !== this.#issuer) {
      throw refused("the answer comes from another identity provider");
    }
    const tokens = await this.#tokenRequest({
      grant_type: "authorization_code",
      code: answer.get("code"),
      redirect_uri: this.#redirectUri,
      code_verifier: pending.verifier,
    });
    this.#check(claimsOf(tokens.id_token), pending.nonce);
    this.#keep(tokens);
    return true;
  }

  #check(claims, nonce) {
    const audience = [claims.aud].flat();
    if (claims.iss !== this.#issuer || !audience.includes(this.#clientId) || claims.nonce !== nonce) {
      throw refused("the identity token was not made for this sign-in");
    }
  }

  #keep(tokens) {
    this.#tokens = { ...this.#tokens, ...tokens };
    this.#expiresAt = Date.now() + tokens.expires_in * 1000;
  }

  async #tokenRequest(form) {
    const endpoints = await this.#discover();
    const response = await fetch(endpoints.token_endpoint, {
      method: "POST",
      body: new URLSearchParams({ client_id: this.#clientId, ...form }),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw refused(answer.error_description ?? answer.error);
    }
    return answer;
  }

  // The bearer token; renewed once for all who ask at the same time.
  async token() {
    if (Date.now() > this.#expiresAt - RENEW_BEFORE_MILLIS) {
      this.#renewal ??= this.#tokenRequest({ grant_type: "refresh_token", refresh_token: this.#tokens.refresh_token })
        .then((tokens) => this.#keep(tokens))
        .finally(() => { this.#renewal = undefined; });
      await this.#renewal;
    }
    return this.#tokens.access_token;
  }

  // Leaves the page: the issuer's session ends too.
  async signOut() {
    const endpoints = await this.#discover();
    const query = new URLSearchParams({
      id_token_hint: this.#tokens.id_token,
      post_logout_redirect_uri: this.#redirectUri,
    });
    location.assign(`${endpoints.end_session_endpoint}?${query}`);
  }
}
