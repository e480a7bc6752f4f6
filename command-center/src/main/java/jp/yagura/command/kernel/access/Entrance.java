package jp.yagura.command.kernel.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;

/**
 * The answer to whoever has just come in by a form: their cookie, and what their page needs to
 * know.
 */
@Singleton
class Entrance {

  private final SessionCookies cookies;
  private final SessionViews views;

  Entrance(SessionCookies cookies, SessionViews views) {
    this.cookies = cookies;
    this.views = views;
  }

  HttpResponse<SessionView> admit(HttpRequest<?> request, Sessions.Opened opened) {
    return HttpResponse.ok(views.view(opened.session().account(), opened.token()))
        .cookie(cookies.give(opened.token(), request))
        .header("Cache-Control", "no-store");
  }
}
