"""Django's settings of one node, made from `comity.node.configuration`."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF

from comity.kernel.languages import LANGUAGES as OWN_NAMES
from comity.node.configuration import NodeSettings, home_folder
from comity.node.logs import logging_settings
from comity.node.provider import card_secret, provider_apps, provider_origin
from comity.node.register_place import register_folder
from comity.officers.passwords import LEAST_CHARACTERS

NODE = NodeSettings()
HOME = home_folder()
PACKAGE = Path(__file__).resolve().parent.parent


def _secret() -> str:
    path = HOME / "keys" / "web-secret"
    # A node that has not been founded yet signs nothing; `comity init` writes the file.
    return path.read_text().strip() if path.exists() else "not-founded-yet-" + "0" * 50


def database_settings(told: str) -> dict[str, object]:
    """Return what Django is told of a database, from the setting that names it."""
    if told == "sqlite":
        return {
            "ENGINE": "comity.node.sqlite",
            "NAME": str(HOME / "db.sqlite3"),
            "CONN_MAX_AGE": None,
            # A file, because tests of several threads need one.
            "TEST": {"NAME": str(HOME / "test.sqlite3")},
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000;"
                ),
            },
        }
    url = urlsplit(told)
    query = dict(parse_qsl(url.query, keep_blank_values=True))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.pop("host", "") or url.hostname or "",
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": None,
        # What else the address says is libpq's, as `sslmode` and `sslrootcert`. No page reads much:
        # starting further processes for it, or compiling its question, takes the server longer
        # than to read it.
        "OPTIONS": {"options": "-c max_parallel_workers_per_gather=0 -c jit=off", **query},
    }


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = [NODE.officers_door.name, "127.0.0.1", "localhost"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "ninja",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.idp",
    "allauth.idp.oidc",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.headless",
    "comity.ledger",
    "comity.officers",
    "comity.agreements",
    "comity.exchange",
    "comity.evidence",
    "comity.assistance",
    "comity.practices",
    "comity.investigations",
    "comity.interfaces.web",
    "comity.node",
]
MIDDLEWARE = [
    "comity.node.request_lines.RequestLines",
    "django.middleware.security.SecurityMiddleware",
    "comity.interfaces.compressing.CompressAssets",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "comity.interfaces.keeping.KeepNothing",
    "csp.middleware.CSPMiddleware",
    "comity.interfaces.rest.borders.ProblemsOnly",
    "comity.interfaces.proxy.ProxysWord",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "comity.interfaces.uploads.RefuseBodiesOfStrangers",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "comity.interfaces.session_ends.SessionsEnd",
    "comity.interfaces.sessions.NoteSessions",
    "comity.interfaces.second_factor.SecondFactorFirst",
]
ROOT_URLCONF = "comity.node.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "interfaces" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "comity.interfaces.web.context.frame",
            ],
        },
    },
]
DATABASES = {"default": database_settings(NODE.database)}
# Tries, codes and waiting terminals are the whole node's; what is in `process` a second process may
# do again, and another start may forget.
CACHES = {
    "default": {"BACKEND": "comity.node.shared_memory.SharedMemory"},
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in: django-allauth alone, by name and password; nobody signs themselves up.
AUTH_USER_MODEL = "officers.Officer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# scrypt (RFC 7914), because it costs an attacker memory.
PASSWORD_HASHERS = [
    "comity.node.demo.hashing.PrintedPasswordHasher"
    if NODE.demo
    else "django.contrib.auth.hashers.ScryptPasswordHasher"
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": LEAST_CHARACTERS},
    },
    {"NAME": "comity.officers.password_check.CommonPasswords"},
    {"NAME": "comity.officers.password_check.KnownWords"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "comity.node.sign_in.NodeAccountAdapter"
ACCOUNT_REAUTHENTICATION_TIMEOUT = NODE.sign_in_fresh_seconds
ACCOUNT_LOGOUT_ON_GET = False
# Tries are counted for each caller's address and for each name, for all processes together and
# across a restart (CACHES); what is not named here is closed.
# What counts in minutes answers 429; failed tries are told on the form (see node.sign_in).
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reauthenticate": "10/m/user",
    "change_password": "10/m/user",
}
MFA_RATE_LIMITS = {"webauthn_login": "10/m/ip"}
ACCOUNT_PRESERVE_USERNAME_CASING = False
HEADLESS_CLIENTS = ("app",)
# A second factor, demanded everywhere but in a demonstration. An app's codes are taken in their
# own half minute only, because they are remembered as used for no longer than that.
SECOND_FACTOR_REQUIRED = not NODE.demo
# Outside a demonstration, where everybody knows the one password, each officer chooses their own,
# and is told after a sign-in what was done to the account.
OWN_PASSWORD_REQUIRED = ACCOUNT_CHANGES_TOLD = not NODE.demo
# A door opened before enough administrators can sign in is told so (comity.node.door_processes).
ENROLMENT = False
MFA_ADAPTER = "comity.node.sign_in.NodeFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = NODE.administration
MFA_ALLOW_UNVERIFIED_EMAIL = True  # officers have no mail address here
MFA_FORMS = {
    "activate_totp": "comity.interfaces.factor_forms.AppForm",
    "authenticate": "comity.interfaces.factor_forms.CodeForm",
    "reauthenticate": "comity.interfaces.factor_forms.CodeAfreshForm",
}
# The administration's own provider, where one is told; its subject stands for an officer or nobody.
SOCIALACCOUNT_PROVIDERS = provider_apps(NODE.sign_in.provider, HOME / "keys")
# Tokens of machines and programs: opaque, kept as hashes, and good for a working day.
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = IDP_OIDC_REFRESH_TOKEN_EXPIRES_IN = 8 * 3600
CARD_SECRET = card_secret(NODE.sign_in.card, HOME / "keys")
SOCIALACCOUNT_ADAPTER = "comity.interfaces.provider_sign_in.ProviderAdapter"
ACCOUNT_SESSION_REMEMBER = False  # desks are shared: a session ends with the browser
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # from the sign-in on, however busy
SESSION_IDLE_SECONDS = 3600
# Outside a demonstration browsers take these cookies by https and for this very host only.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not NODE.demo
THIS_HOST_ONLY = "" if NODE.demo else "__Host-"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "comity.interfaces.web.errors.csrf_failure"
SESSION_COOKIE_NAME = f"{THIS_HOST_ONLY}comity_{NODE.country.lower()}"
CSRF_COOKIE_NAME = f"{THIS_HOST_ONLY}comity_csrf_{NODE.country.lower()}"
MESSAGES_COOKIE_NAME = f"{THIS_HOST_ONLY}comity_messages_{NODE.country.lower()}"
MESSAGE_STORAGE = "comity.interfaces.messages_cookie.MessageStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 0 if NODE.demo else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        # Older browsers ask this one for the file of icons; what else there is stands below.
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [NONE],
        "manifest-src": [NONE],
        "media-src": [NONE],
        "worker-src": [NONE],
        "form-action": [SELF, *provider_origin(NODE.sign_in.provider)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# Mail says that something is new and no more (comity.interfaces.mailing); no other mail is sent.
EMAIL_HOST, EMAIL_PORT = NODE.mail.host or "localhost", NODE.mail.port
EMAIL_USE_TLS, EMAIL_USE_SSL = NODE.mail.security == "starttls", NODE.mail.security == "tls"
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = NODE.mail.username, NODE.mail.password()
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = NODE.mail.sender

LANGUAGE_CODE = NODE.language
LANGUAGES = list(OWN_NAMES.items())
LANGUAGE_COOKIE_NAME = f"{THIS_HOST_ONLY}comity_language"
LOCALE_PATHS = [PACKAGE / "node" / "locale"]
FORMAT_MODULE_PATH = ["comity.node.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = NODE.time_zone

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [
    PACKAGE / "interfaces" / "web" / "static",
    PACKAGE / "interfaces" / "maps" / "static",
]
MAP_BOUNDARIES = NODE.boundaries
REGISTER_FOLDER = register_folder()
CODE_LISTS_FOLDER = NODE.code_lists_folder
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Fields of a form beyond this are refused; files are spooled, encrypted, and never held in memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
FILE_UPLOAD_HANDLERS = ["comity.interfaces.uploads.SealedSpoolHandler"]
# A named pipe by which whoever leaves something for the worker wakes it.
BELL = HOME / "bell"
UPLOADS_FOLDER = HOME / "tmp" if (HOME / "tmp").is_dir() else None

LOGGING = logging_settings(NODE.log.format, NODE.log.level)
