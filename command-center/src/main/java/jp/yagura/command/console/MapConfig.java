package jp.yagura.command.console;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which maps the console offers, and where it begins.
 *
 * @param gsi true switches on 地理院タイル, which needs the internet
 * @param own the city's own maps: PMTiles files put into the folder {@code map} of the data folder,
 *     each with {@code file}, {@code label}, {@code label-en}, {@code attribution} and {@code
 *     attribution-en}; the first is shown at start
 */
@ConfigurationProperties("yagura.map")
record MapConfig(
    @Bindable(defaultValue = "false") boolean gsi,
    Optional<List<Map<String, String>>> own,
    @Bindable(defaultValue = "133.64") double centerLon,
    @Bindable(defaultValue = "33.56") double centerLat,
    @Bindable(defaultValue = "11.4") double zoom) {}
