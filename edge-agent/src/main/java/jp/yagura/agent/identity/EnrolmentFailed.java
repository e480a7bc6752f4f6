package jp.yagura.agent.identity;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// This box could not be enrolled. The message is for the technician: in Japanese and in English,
/// what is wrong and what to do.
public final class EnrolmentFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private EnrolmentFailed(String ja, String en) {
    super(ja + "\n" + en);
  }

  private EnrolmentFailed(String ja, String en, Exception cause) {
    super(ja + "\n" + en, cause);
  }

  static EnrolmentFailed refused(String ja, String en) {
    return new EnrolmentFailed(ja, en);
  }

  static EnrolmentFailed unreachable(URI center, Exception why) {
    return new EnrolmentFailed(
        "本部 " + center + " につながりません。アドレス、ケーブル、回線を確かめて、もう一度実行してください。同じコードが使えます。",
        "Headquarters at "
            + center
            + " cannot be reached ("
            + why
            + "). Check the address, the cable and the line, and run this again: the code is still"
            + " good.",
        why);
  }

  static EnrolmentFailed notACenter(URI center, String why) {
    return new EnrolmentFailed(
        center + " は本部のシステムではないようです。--center のアドレスを確かめてください。",
        center + " does not seem to be a command center (" + why + "). Check --center.");
  }

  static EnrolmentFailed notHeadquarters(URI center) {
    return new EnrolmentFailed(
        center + " はこのコードを知りません。本部ではない相手が答えた可能性があります。何も保存していません。回線と --center を確かめてください。",
        center
            + " does not know this code: somebody who is not headquarters may have answered."
            + " Nothing was kept. Check the line and --center.");
  }

  static EnrolmentFailed wrongClock(Instant ours, Instant theirs) {
    return new EnrolmentFailed(
        """
        この装置の時計は %s ですが、本部の時計は %s です。時計を合わせてから、もう一度実行してください（例: sudo date -u -s '%s'）。同じコードが使えます。"""
            .formatted(TIME.format(ours), TIME.format(theirs), plain(theirs)),
        """
        The clock of this box says %s, that of headquarters %s. Set it and run this again, for example by: sudo date -u -s '%s'. The code is still good."""
            .formatted(TIME.format(ours), TIME.format(theirs), plain(theirs)));
  }

  private static String plain(Instant time) {
    return TIME.format(time).replace(" UTC", "");
  }

  static EnrolmentFailed notKept(Path place, IOException why) {
    return new EnrolmentFailed(
        place + " に保存できません。場所と書き込み権限、ディスクの空きを確かめて、もう一度実行してください。同じコードが使えます。",
        place
            + " cannot be written ("
            + why
            + "). Check where it is, who may write there and whether there is room, and run this"
            + " again: the code is still good.",
        why);
  }

  static EnrolmentFailed unusable(GeneralSecurityException why) {
    return new EnrolmentFailed(
        "証明書を使えません（" + why.getMessage() + "）。本部の管理者に連絡してください。",
        "The certificate cannot be used (" + why.getMessage() + "). Tell headquarters.",
        why);
  }
}
