import { describe, expect, test } from "vitest";
import { tlsFailure } from "../../src/diagnosis/tls-failure.ts";

describe("a TLS failure by the words of whoever noticed it", () => {
  test.each([
    ["tls-unknown-authority", "x509: certificate signed by unknown authority"],
    ["tls-unknown-authority", "curl: (60) SSL certificate problem: unable to get local issuer certificate"],
    [
      "tls-unknown-authority",
      "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1000)",
    ],
    [
      "tls-unknown-authority",
      "javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path to requested target",
    ],
    ["tls-unknown-authority", "invalid peer certificate: UnknownIssuer"],
    [
      "tls-missing-intermediate",
      "Error: unable to verify the first certificate; code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'",
    ],
    ["tls-missing-intermediate", "verify error:num=21:unable to verify the first certificate"],
    [
      "tls-expired",
      "x509: certificate has expired or is not yet valid: current time 2026-11-27T21:06:33Z is after 2021-01-01T00:00:00Z",
    ],
    ["tls-expired", "curl: (60) SSL certificate problem: certificate has expired"],
    ["tls-expired", "java.security.cert.CertificateExpiredException: NotAfter: Fri Jan 01 00:00:00 UTC 2021"],
    [
      "tls-not-yet-valid",
      "x509: certificate has expired or is not yet valid: current time 2026-11-27T21:06:33Z is before 2029-01-01T00:00:00Z",
    ],
    ["tls-not-yet-valid", "certificate verify failed: certificate is not yet valid"],
    [
      "tls-name-mismatch",
      "x509: certificate is valid for kubernetes, kubernetes.default, not api.example.com",
    ],
    ["tls-name-mismatch", "x509: certificate is valid for 10.96.0.1, 172.18.0.2, not 127.0.0.1"],
    [
      "tls-name-mismatch",
      "x509: cannot validate certificate for 10.0.0.1 because it doesn't contain any IP SANs",
    ],
    ["tls-name-mismatch", "x509: certificate relies on legacy Common Name field, use SANs instead"],
    [
      "tls-name-mismatch",
      "curl: (60) SSL: no alternative certificate subject name matches target host name 'api'",
    ],
    [
      "tls-name-mismatch",
      "Hostname/IP does not match certificate's altnames: Host: api. is not in the cert's altnames: DNS:web",
    ],
    ["tls-name-mismatch", "certificate verify failed: Hostname mismatch, certificate is not valid for 'api'"],
    ["tls-name-mismatch", "No subject alternative DNS name matching api found."],
    ["tls-client-certificate", "remote error: tls: certificate required"],
    ["tls-client-certificate", "remote error: tls: bad certificate"],
    [
      "tls-client-certificate",
      "http: TLS handshake error from 10.0.0.1:4711: tls: client didn't provide a certificate",
    ],
    ["tls-client-certificate", "<center>No required SSL certificate was sent</center>"],
    ["tls-client-certificate", "routines:ssl3_read_bytes:tlsv13 alert certificate required"],
    ["tls-plain-http", "http: server gave HTTP response to HTTPS client"],
    ["tls-plain-http", "tls: first record does not look like a TLS handshake"],
    ["tls-plain-http", "error:0A00010B:SSL routines::wrong version number"],
    ["tls-plain-http", "Client sent an HTTP request to an HTTPS server."],
    ["tls-plain-http", "400 The plain HTTP request was sent to HTTPS port"],
    ["tls-plain-http", 'malformed HTTP response "\\x15\\x03\\x01\\x00\\x02\\x02"'],
    ["tls-protocol-version", "remote error: tls: protocol version not supported"],
    ["tls-protocol-version", "tls: client offered only unsupported versions: [302 301]"],
    ["tls-protocol-version", "tls: server selected unsupported protocol version 301"],
    ["tls-protocol-version", "error:0A00042E:SSL routines::tlsv1 alert protocol version"],
    ["tls-protocol-version", "error:0A000102:SSL routines::unsupported protocol"],
  ])("%s: %s", (expected, text) => {
    expect(tlsFailure(text)?.class).toBe(expected);
  });

  test.each([
    "http: TLS handshake error from 10.0.0.1:4711: EOF",
    "http: TLS handshake error from 10.0.0.1:4711: remote error: tls: unknown certificate",
    "net/http: TLS handshake timeout",
    "certificate written to /etc/tls/tls.crt",
    "connection refused",
  ])("none: %s", (text) => {
    expect(tlsFailure(text)).toBeUndefined();
  });

  test("adds the names and times that Go tells", () => {
    const says = tlsFailure("x509: certificate is valid for a.example.com, not b.example.com")?.says;
    expect(says).toContain("certificate is valid for a.example.com, not b.example.com");
  });
});
