package jp.yagura.command.camera;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import jp.yagura.command.kernel.live.LiveItem;
import org.jspecify.annotations.Nullable;

/**
 * A camera as the console is told of it.
 *
 * @param newest by the time it was taken
 * @param lastReceivedAt when any picture came in, also an old one that came late
 * @param lastFullAt when the newest full picture was taken
 * @param askedAt when somebody last wished for a picture
 */
@Serdeable
record CameraItem(
    String id,
    String site,
    String camera,
    PictureItem newest,
    Instant lastReceivedAt,
    @Nullable Instant lastFullAt,
    @Nullable Instant askedAt,
    @Nullable String askedBy)
    implements LiveItem {}
