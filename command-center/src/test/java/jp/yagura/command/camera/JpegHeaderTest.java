package jp.yagura.command.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import jp.yagura.command.camera.JpegHeader.Dimensions;
import jp.yagura.command.testing.TestPictures;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class JpegHeaderTest {

  private static final byte[] PICTURE = TestPictures.jpeg(37, 23, 1);

  @Property(tries = 40)
  void ofEveryPictureItTellsTheSize(
      @ForAll @IntRange(min = 1, max = 400) int width,
      @ForAll @IntRange(min = 1, max = 400) int height) {
    assertThat(JpegHeader.read(TestPictures.jpeg(width, height, width)))
        .contains(new Dimensions(width, height));
  }

  @Property
  void noBytesOfStrangersMakeItFail(@ForAll byte[] bytes) {
    byte[] framed = Arrays.copyOf(bytes, bytes.length + 4);
    System.arraycopy(bytes, 0, framed, 2, bytes.length);
    framed[0] = (byte) 0xff;
    framed[1] = (byte) 0xd8;
    framed[framed.length - 2] = (byte) 0xff;
    framed[framed.length - 1] = (byte) 0xd9;
    assertThat(JpegHeader.read(bytes)).isEmpty();
    assertThat(JpegHeader.read(framed))
        .satisfiesAnyOf(
            read -> assertThat(read).isEmpty(),
            read -> assertThat(read.orElseThrow().width()).isPositive());
  }

  @Property
  void aPictureThatIsCutAnywhereIsNone(@ForAll @IntRange(min = 0, max = 600) int length) {
    int cut = Math.min(length, PICTURE.length - 1);
    assertThat(JpegHeader.read(Arrays.copyOf(PICTURE, cut))).isEqualTo(Optional.empty());
  }

  @Property
  void aByteThatChangedNeverMakesItFail(
      @ForAll @IntRange(min = 0, max = 600) int place, @ForAll byte value) {
    byte[] changed = PICTURE.clone();
    changed[place % changed.length] = value;
    assertThat(JpegHeader.read(changed)).isNotNull();
  }
}
