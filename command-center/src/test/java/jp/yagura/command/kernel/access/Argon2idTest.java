package jp.yagura.command.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Argon2idTest {

  private static final Argon2id.Cost CHEAP = new Argon2id.Cost(64, 1);
  private static final byte[] SALT = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** From test.c of the reference implementation (phc-winner-argon2). */
  @Test
  void hashesAreThoseOfTheReferenceImplementation() {
    var hash =
        Argon2id.of(
            "password",
            "somesalt".getBytes(StandardCharsets.US_ASCII),
            new Argon2id.Cost(65_536, 2));
    assertThat(hash.phc())
        .isEqualTo(
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
  }

  @Test
  void aStoredHashKnowsItsOwnParameters() {
    String stored = Argon2id.of("櫓から川を見る", SALT, CHEAP).phc();
    assertThat(Argon2id.parse(stored))
        .hasValueSatisfying(
            hash -> {
              assertThat(hash.cost()).isEqualTo(CHEAP);
              assertThat(hash.matches("櫓から川を見る")).isTrue();
              assertThat(hash.matches("櫓から山を見る")).isFalse();
            });
  }

  @Test
  void theSameLettersFromAnotherKeyboardAreTheSamePassword() {
    var composed = Argon2id.of("ガード", SALT, CHEAP);
    assertThat(composed.matches("カ\u3099ート\u3099")).isTrue();
  }

  @Test
  void whatIsNotAnArgon2idHashIsNotParsed() {
    assertThat(Argon2id.parse("")).isEmpty();
    assertThat(Argon2id.parse("$2a$10$abcdefghijklmnopqrstuv")).isEmpty();
    assertThat(Argon2id.parse("$argon2id$v=19$m=99999999,t=2,p=1$c29tc2FsdA$CTFhFQ")).isEmpty();
  }
}
