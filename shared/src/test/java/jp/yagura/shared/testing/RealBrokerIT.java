package jp.yagura.shared.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class RealBrokerIT {
  /// CONNECT, MQTT 5, clean start, with the user name and password of a tower.
  private static final byte CONNECTED = 0x20;

  @Test
  void aBrokerAnswersAndComesBackOnItsPortAfterBeingKilled() throws IOException {
    try (RealBroker broker = RealBroker.start()) {
      assertThat(answerTo(broker, "", "")).isEqualTo(0);
      broker.kill();
      assertThatThrownBy(() -> answerTo(broker, "", "")).isInstanceOf(IOException.class);
      broker.restart();
      assertThat(answerTo(broker, "", "")).isEqualTo(0);
    }
  }

  @Test
  void onlyThoseWithAPasswordGetIn() throws IOException {
    try (RealBroker broker = RealBroker.with().user("nankoku/inabu", "s3cret").start()) {
      assertThat(answerTo(broker, "nankoku/inabu", "s3cret")).isEqualTo(0);
      assertThat(answerTo(broker, "nankoku/inabu", "guess")).isNotEqualTo(0);
      assertThat(answerTo(broker, "", "")).isNotEqualTo(0);
    }
  }

  /// The reason code of the CONNACK to a CONNECT written by hand: shared has no MQTT client.
  private static int answerTo(RealBroker broker, String user, String password) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), broker.port())) {
      var variable = new ByteArrayOutputStream();
      var out = new DataOutputStream(variable);
      out.writeUTF("MQTT");
      out.writeByte(5);
      out.writeByte(user.isEmpty() ? 0x02 : 0xC2);
      out.writeShort(30);
      out.writeByte(0);
      out.writeUTF("test");
      if (!user.isEmpty()) {
        out.writeUTF(user);
        out.writeUTF(password);
      }
      socket.getOutputStream().write(new byte[] {0x10, (byte) variable.size()});
      socket.getOutputStream().write(variable.toByteArray());
      byte[] answer = socket.getInputStream().readNBytes(4);
      if (answer.length < 4 || answer[0] != CONNECTED) {
        throw new IOException("no CONNACK");
      }
      return answer[3];
    }
  }
}
