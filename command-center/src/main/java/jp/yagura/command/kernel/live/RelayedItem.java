package jp.yagura.command.kernel.live;

import java.util.Map;

/** An item that another node has told of: already JSON, passed on as it came. */
record RelayedItem(String id, Map<String, Object> content) implements LiveItem {}
