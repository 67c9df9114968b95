import type { DiagnosisClass } from "./diagnosis-classes.ts";

/** A TLS handshake that failed, as the text of whoever noticed it tells. */
export interface TlsFailure {
  readonly class: Extract<DiagnosisClass, `tls-${string}`>;
  /** What is wrong, to stand behind a colon. */
  readonly says: string;
}

/**
 * Which TLS failure a text tells of: an event, a condition or a line of a log; undefined for none.
 *
 * The texts are those of Go's crypto/x509, crypto/tls and net/http, of OpenSSL (curl, Python, Ruby, nginx), Node.js,
 * Java and rustls.
 */
export function tlsFailure(text: string): TlsFailure | undefined {
  if (ASKED_BY_STRANGERS.test(text)) return undefined;
  const found = FAILURES.find(({ texts }) => texts.test(text));
  if (found === undefined) return undefined;
  const [detail] = DETAIL.exec(text) ?? [];
  return { class: found.class, says: detail === undefined ? found.says : `${found.says} (${detail})` };
}

/** The numbers and names that Go adds. */
const DETAIL =
  /current time \S+ is (?:after|before) [^\s"]+|certificate is valid for .{1,300}?, not [^\s"]+|remote error: tls: [a-z ]+/;

/** A server's note that somebody else's connection failed: port scans and probes leave these too. */
const ASKED_BY_STRANGERS =
  /TLS handshake error from (?!.*(?:didn't provide a certificate|failed to verify certificate))/;

const FAILURES: readonly (TlsFailure & { readonly texts: RegExp })[] = [
  {
    class: "tls-client-certificate",
    says: "the server wants a client certificate and got none, or one that it does not accept",
    texts:
      /tls: certificate required|didn't provide a certificate|failed to verify client certificate|remote error: tls: (?:bad|expired|unknown|unsupported|revoked) certificate|alert (?:certificate required|bad certificate|certificate unknown|certificate expired)|No required SSL certificate was sent|SSL certificate error<|ERR_BAD_SSL_CLIENT_AUTH_CERT|tlsv13 alert certificate required|peer did not return a certificate|CertificateRequired|Received fatal alert: (?:bad_certificate|certificate_required)/i,
  },
  {
    class: "tls-not-yet-valid",
    says: "the certificate is not valid yet, by the clock of who checks it",
    texts:
      /not yet valid: current time \S+ is before|certificate is not yet valid|CERT_NOT_YET_VALID|CertificateNotYetValidException|NotValidYet/i,
  },
  {
    class: "tls-expired",
    says: "the certificate has expired",
    texts:
      /certificate has expired|CERT_HAS_EXPIRED|CertificateExpiredException|certificate verify failed: certificate expired|invalid peer certificate: Expired|certificate expired: verification time/i,
  },
  {
    class: "tls-name-mismatch",
    says: "the certificate is for other names than the one that was asked for",
    texts:
      /certificate is valid for .{1,2000}?, (?:not |but none matched)|certificate is not valid for any names|cannot validate certificate for \S+ because it doesn't contain any IP SANs|relies on legacy Common Name field|Hostname mismatch|IP address mismatch|does not match certificate's altnames|ERR_TLS_CERT_ALTNAME_INVALID|no alternative certificate subject name matches|certificate subject name .{0,300} does not match target host|No (?:subject alternative|name matching)|hostname .{1,300} doesn't match|NotValidForName/i,
  },
  {
    class: "tls-plain-http",
    says: "one side speaks plain HTTP and the other one TLS",
    texts:
      /server gave HTTP response to HTTPS client|first record does not look like a TLS handshake|wrong version number|sent an HTTP request to an HTTPS server|plain HTTP request was sent to HTTPS port|SSL routines:[^:]*:http request|packet length too long|malformed HTTP response "\\x15\\x03|Unsupported or unrecognized SSL message|InvalidContentType/i,
  },
  {
    class: "tls-protocol-version",
    says: "client and server have no TLS version in common",
    texts:
      /protocol version not supported|alert protocol version|server selected unsupported protocol version|client offered only unsupported versions|no supported versions satisfy|SSL routines:[^:]*:unsupported protocol|Received fatal alert: protocol_version|No appropriate protocol|peer is incompatible: .{0,100}(?:version|TLS1)/i,
  },
  {
    class: "tls-missing-intermediate",
    says: "the server sends its own certificate alone, and its issuer is not known: most often the intermediate certificate is missing",
    texts: /unable to verify the first certificate|UNABLE_TO_VERIFY_LEAF_SIGNATURE/i,
  },
  {
    class: "tls-unknown-authority",
    says: "the certificate's authority is not known to who checks it, or the server leaves out an intermediate certificate",
    texts:
      /signed by unknown authority|unknown certificate authority|self[- ]signed certificate|unable to get (?:local )?issuer certificate|UNABLE_TO_GET_ISSUER_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|PKIX path building failed|unknown ca\b|UnknownIssuer|certificate is not trusted/i,
  },
];
