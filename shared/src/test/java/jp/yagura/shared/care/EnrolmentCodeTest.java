package jp.yagura.shared.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import jp.yagura.shared.id.SiteAddress;
import org.junit.jupiter.api.Test;

class EnrolmentCodeTest {
  private static final SiteAddress INABU = SiteAddress.parse("nankoku/inabu");
  private static final SiteAddress OTHER = SiteAddress.parse("nankoku/kunibu");

  private final SecureRandom random = new SecureRandom();

  @Test
  void aCodeIsTwelveLettersInGroupsOfFourWithoutLookAlikes() {
    for (int i = 0; i < 200; i++) {
      assertThat(EnrolmentCode.make(random).shown())
          .matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
    }
  }

  @Test
  void noTwoCodesAreAlike() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      assertThat(seen.add(EnrolmentCode.make(random).shown())).isTrue();
    }
  }

  @Test
  void howItIsTypedDoesNotMatter() {
    byte[] meant = EnrolmentCode.parse("0123-4567-89AB").orElseThrow().key(INABU);
    for (String typed :
        new String[] {"o123 4567 89ab", "oI23456789AB", "0l23‐4567‐89AB", " 0123ー4567ー89ab\n"}) {
      assertThat(EnrolmentCode.parse(typed).orElseThrow().key(INABU)).as(typed).isEqualTo(meant);
    }
  }

  @Test
  void whatCannotBeACodeIsNotTakenForOne() {
    for (String typed : new String[] {"", "0123-4567-89A", "0123-4567-89ABC", "UUUU-UUUU-UUUU"}) {
      assertThat(EnrolmentCode.parse(typed)).as(typed).isEmpty();
    }
  }

  @Test
  void aProofHoldsForOneCodeOneSiteAndOneRequest() {
    EnrolmentCode code = EnrolmentCode.make(random);
    byte[] request = {1, 2, 3};
    byte[] proof = EnrolmentCode.requestProof(code.key(INABU), INABU, request);
    assertThat(EnrolmentCode.requestProof(code.key(INABU), INABU, request)).isEqualTo(proof);
    assertThat(EnrolmentCode.requestProof(code.key(OTHER), OTHER, request)).isNotEqualTo(proof);
    assertThat(EnrolmentCode.requestProof(code.key(INABU), INABU, new byte[] {1, 2, 4}))
        .isNotEqualTo(proof);
    assertThat(EnrolmentCode.requestProof(EnrolmentCode.make(random).key(INABU), INABU, request))
        .isNotEqualTo(proof);
  }

  @Test
  void partsOfAnAnswerCannotBeShiftedIntoEachOther() {
    byte[] key = EnrolmentCode.make(random).key(INABU);
    assertThat(
            EnrolmentCode.answerProof(
                key, new byte[] {1}, new byte[] {2, 3}, new byte[] {4}, new byte[] {5}))
        .isNotEqualTo(
            EnrolmentCode.answerProof(
                key, new byte[] {1}, new byte[] {2}, new byte[] {3, 4}, new byte[] {5}));
  }
}
