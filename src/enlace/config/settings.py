"""Settings. Everything an administrator may set is an environment variable, listed in docs/administrator.md."""

import hmac
import os
from pathlib import Path
from zoneinfo import available_timezones

from django.utils.csp import CSP

from enlace.config.data_folder import data_folder, secret_key
from enlace.config.database import database_from_url
from enlace.config.days import days_from
from enlace.config.mailer import mailer_from_url

ROOT = Path(__file__).resolve().parents[3]
DATA = data_folder(ROOT)
CACHE = DATA / "cache"
DEMO_MARK = DATA / "demonstration"
DEMO = os.environ.get("ENLACE_DEMO") == "1" or DEMO_MARK.exists()
DEBUG = os.environ.get("ENLACE_DEBUG") == "1"

SECRET_KEY = secret_key(DATA)
BASE_URL = os.environ.get("ENLACE_BASE_URL", f"http://localhost:{os.environ.get('PORT', '8000')}").rstrip("/")
ALLOWED_HOSTS = os.environ.get("ENLACE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
SECURE = BASE_URL.startswith("https://")
BEHIND_PROXY = os.environ.get("ENLACE_BEHIND_PROXY") == "1"
CSRF_TRUSTED_ORIGINS = [BASE_URL] if SECURE else []

INSTALLED_APPS = [
    "enlace.config",
    "enlace.api",
    "enlace.workspace",
    "enlace.reports",
    "enlace.search",
    "enlace.importer",
    "enlace.website",
    "enlace.giving",
    "enlace.meetings",
    "enlace.consultations",
    "enlace.commitments",
    "enlace.mechanisms",
    "enlace.library",
    "enlace.themes",
    "enlace.network",
    "enlace.files",
    "enlace.accounts",
    "enlace.ui",
    "enlace.core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "modelcluster",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks_db",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "enlace.website.scheduling.ScheduledPagesMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "enlace.config.middleware.CmsPolicyMiddleware",
    "enlace.api.middleware.OpenDataMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "enlace.config.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "enlace.network.middleware.SecondFactorMiddleware",
    "enlace.website.middleware.CmsMiddleware",
    "enlace.website.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "enlace.config.urls"
WSGI_APPLICATION = "enlace.config.wsgi.application"
CMS_PATH = "/cms/"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "enlace.website.context.site",
            ],
            "builtins": ["enlace.ui.templatetags.ui", "django.templatetags.i18n"],
        },
    },
]

DATABASES = {"default": database_from_url(os.environ.get("ENLACE_DATABASE_URL", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {
    "default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "renditions"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
ACCOUNT_ADAPTER = "enlace.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_RATE_LIMITS = {"login_failed": "200/m/ip,100/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "add_webauthn": "enlace.accounts.forms.AddKeyForm",
    "edit_webauthn": "enlace.accounts.forms.EditKeyForm",
    "authenticate": "enlace.accounts.forms.CodeForm",
    "reauthenticate": "enlace.accounts.forms.CodeAgainForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = "Enlace"
USERSESSIONS_TRACK_ACTIVITY = False
ENLACE_REQUIRE_SECOND_FACTOR = os.environ.get("ENLACE_REQUIRE_SECOND_FACTOR", "0" if DEMO else "1") == "1"
ENLACE_KEEP_CONTACTS_DAYS = days_from("ENLACE_KEEP_CONTACTS_DAYS", 1095)
ENLACE_KEEP_INVITATIONS_DAYS = days_from("ENLACE_KEEP_INVITATIONS_DAYS", 90)
ENLACE_KEEP_SESSIONS_DAYS = days_from("ENLACE_KEEP_SESSIONS_DAYS", 30)
ENLACE_KEEP_MAIL_DAYS = days_from("ENLACE_KEEP_MAIL_DAYS", 90)
ENLACE_INVITATION_DAYS = days_from("ENLACE_INVITATION_DAYS", 14) or 14
ENLACE_KEEP_GIFTS_DAYS = days_from("ENLACE_KEEP_GIFTS_DAYS", 3650)
ENLACE_KEEP_UNPAID_GIFTS_DAYS = days_from("ENLACE_KEEP_UNPAID_GIFTS_DAYS", 30)
STRIPE_KEY = os.environ.get("ENLACE_STRIPE_KEY", "")
STRIPE_WEBHOOK_SECRET = os.environ.get("ENLACE_STRIPE_WEBHOOK_SECRET", "")
STRIPE_ADDRESS = os.environ.get("ENLACE_STRIPE_ADDRESS", "https://api.stripe.com").rstrip("/")
MERCADO_PAGO_TOKEN = os.environ.get("ENLACE_MERCADO_PAGO_TOKEN", "")
MERCADO_PAGO_WEBHOOK_SECRET = os.environ.get("ENLACE_MERCADO_PAGO_WEBHOOK_SECRET", "")
MERCADO_PAGO_CURRENCY = os.environ.get("ENLACE_MERCADO_PAGO_CURRENCY", "")
MERCADO_PAGO_ADDRESS = os.environ.get("ENLACE_MERCADO_PAGO_ADDRESS", "https://api.mercadopago.com").rstrip("/")
SANDBOX_PORT = int(os.environ.get("ENLACE_SANDBOX_PORT", int(os.environ.get("PORT", "8000")) + 1))
SANDBOX_ADDRESS = os.environ.get("ENLACE_SANDBOX_ADDRESS", f"http://localhost:{SANDBOX_PORT}" if DEMO else "").rstrip(
    "/"
)
SANDBOX_KEY = os.environ.get("ENLACE_SANDBOX_KEY") or hmac.digest(SECRET_KEY.encode(), b"sandbox", "sha256").hex()
PARTS_OF_PAGES = ("/palette.css", "/media/")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("en", "English"), ("pt", "Português")]
USE_I18N = True
USE_TZ = True
CONTINENTS = {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
TIME_ZONE = os.environ.get("ENLACE_TIME_ZONE", "America/New_York")
LOCALE_PATHS = [CACHE / "locale"]
LOCALE_GAPS = Path(__file__).parent / "cms_locale"

WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_SITE_NAME = "Enlace"
WAGTAIL_USER_TIME_ZONES = ["UTC", *sorted(zone for zone in available_timezones() if zone.split("/")[0] in CONTINENTS)]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "website.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "website.SiteDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "pptx", "txt", "xlsx"]
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_AUTO_UPDATE_PREVIEW_INTERVAL = 1500
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "enlace.website.machine_drafts.ApertiumTranslator"}
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

STATIC_URL = "/static/"
STATIC_ROOT = CACHE / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
WHITENOISE_MAX_AGE = 31_536_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = [
    "enlace.files.upload_handler.LargestFileHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

DEFAULT_FROM_EMAIL = os.environ.get("ENLACE_MAIL_FROM", "enlace@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAILERS = {"default": mailer_from_url(os.environ.get("ENLACE_MAIL_URL", ""), DATA)}

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "frame-src": [CSP.SELF, "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
}
CMS_CSP = SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "frame-ancestors": [CSP.SELF],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"links": {"()": "enlace.config.quiet_log.WithoutLinks"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["links"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.tasks": {"level": "WARNING"}, "django_tasks_db": {"level": "ERROR"}},
}
