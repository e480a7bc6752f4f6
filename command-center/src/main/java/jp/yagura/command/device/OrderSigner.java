package jp.yagura.command.device;

import jakarta.inject.Singleton;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.Signed;

/** Every order to a tower goes out by here: an enrolled box obeys nothing that is not signed. */
@Singleton
public final class OrderSigner {

  private final Authority authority;

  OrderSigner(Authority authority) {
    this.authority = authority;
  }

  /** The payload to publish under the order's topic. */
  public byte[] payload(SiteAddress to, DownMessage.Order order) {
    return Signed.encode(to, order, authority.orderKeys().getPrivate());
  }
}
