package jp.yagura.command.device;

import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import jp.yagura.command.testing.TestBrowser;
import jp.yagura.shared.care.EnrolmentCode;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.Bytes;
import jp.yagura.shared.wire.CareResult.RenewalWanted;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A box that asks to be enrolled, as a program of another make would. */
final class TestBox {

  private final SiteAddress site;
  final KeyPair keys;

  TestBox(SiteAddress site) throws Exception {
    this.site = site;
    this.keys = Keys.newCertificateKey();
  }

  byte[] request() throws Exception {
    return new JcaPKCS10CertificationRequestBuilder(
            new X500Principal("CN=somebody else"), keys.getPublic())
        .build(new JcaContentSignerBuilder(Keys.SIGNATURE).build(keys.getPrivate()))
        .getEncoded();
  }

  TestBrowser.Answer enrol(TestBrowser http, String typed) throws Exception {
    return enrol(http, typed, request());
  }

  TestBrowser.Answer enrol(TestBrowser http, String typed, byte[] request) {
    byte[] key = EnrolmentCode.parse(typed).orElseThrow().key(site);
    Base64.Encoder base64 = Base64.getEncoder();
    return http.post(
        "/api/enrolment",
        Map.of(
            "site",
            site.toString(),
            "request",
            base64.encodeToString(request),
            "proof",
            base64.encodeToString(EnrolmentCode.requestProof(key, site, request))));
  }

  /** Another key, vouched for by this one. */
  RenewalWanted renewal(TestBox next) throws Exception {
    Signature signature = Signature.getInstance(Keys.SIGNATURE);
    signature.initSign(keys.getPrivate());
    byte[] request = next.request();
    signature.update(request);
    return new RenewalWanted(Bytes.copyOf(request), Bytes.copyOf(signature.sign()));
  }
}
