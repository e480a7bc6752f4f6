package jp.yagura.shared.wire;

/// Why a tower did not obey an order. Counted by it.
public enum OrderRefusal {
  /// It knows a key, and the order has no signature.
  UNSIGNED,
  /// The signature is not that of its command center for this very order and this very site.
  FORGED,
  /// It came after its time.
  EXPIRED,
  /// It has been obeyed before.
  REPLAYED,
  /// It was meant for somebody else.
  FOREIGN,
  /// Too many in a short time.
  FLOOD,
  /// It changes something, and the tower has no key to check it with: it must be enrolled first.
  NOT_ENROLLED,
  /// It was genuine, but could not be done.
  FAILED
}
