package jp.yagura.shared.wire;

import java.time.Duration;
import java.util.Optional;
import jp.yagura.shared.wire.proto.DatingBody;

/// What is dated by a clock that was right says nothing about it, and costs nothing.
final class DatingCodec {
  private DatingCodec() {}

  static Optional<DatingBody> write(Dating dating) {
    return switch (dating) {
      case Dating.Sure() -> Optional.empty();
      case Dating.Corrected(var by) -> Optional.of(body().setCorrectedBy(by.toMillis()).build());
      case Dating.Uncertain() -> Optional.of(body().setUncertain(true).build());
      case Dating.Aged(var age) -> Optional.of(body().setAge(age.toMillis()).build());
    };
  }

  private static DatingBody.Builder body() {
    return DatingBody.newBuilder();
  }

  /// @param told whether there is any
  static Dating read(boolean told, DatingBody body) {
    return told ? read(body) : Dating.SURE;
  }

  private static Dating read(DatingBody body) {
    return switch (body.getHowCase()) {
      case CORRECTED_BY -> new Dating.Corrected(Duration.ofMillis(body.getCorrectedBy()));
      case UNCERTAIN -> Dating.UNCERTAIN;
      case AGE -> new Dating.Aged(Duration.ofMillis(body.getAge()));
      case HOW_NOT_SET ->
          throw new IllegalArgumentException("a dating that this version does not know");
    };
  }
}
