package jp.yagura.command.device;

import jp.yagura.shared.id.SiteAddress;

/**
 * Told to the application when a box is not to be believed any more: whoever holds its line drops
 * it.
 */
public record DeviceRevoked(SiteAddress site) {}
