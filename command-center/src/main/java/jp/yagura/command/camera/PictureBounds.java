package jp.yagura.command.camera;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * How much of the disk pictures may take.
 *
 * @param keepFull how long full pictures are kept
 * @param keepThumbnails how long small ones are
 * @param mostPerDay of one site; more than this come only the next day: a tower gone mad must not
 *     fill the disk
 * @param uploads how many full pictures of a site may be on their way at once
 * @param uploadBytes and how many bytes of all sites
 * @param uploadAge an upload that nothing has been heard of for so long is forgotten
 */
@ConfigurationProperties("yagura.camera")
record PictureBounds(
    Duration keepFull,
    Duration keepThumbnails,
    @Min(1) int mostPerDay,
    @Min(1) int uploads,
    @Min(1) long uploadBytes,
    Duration uploadAge) {}
