package jp.yagura.command.kernel.web;

import java.util.Set;

/**
 * Other origins that pages may load from, e.g. {@code https://cyberjapandata.gsi.go.jp} when a city
 * has switched on its tiles. A feature makes it a bean; without one, pages load from here only.
 */
public interface PageSource {
  Set<String> origins();
}
