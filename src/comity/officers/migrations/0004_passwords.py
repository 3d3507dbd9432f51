from django.db import migrations, models
from django.db.models.functions import Now


def count_as_given(apps, _schema):
    """Until now no officer could change a password: somebody else set every one of them.

    When that was the record knows, but for many it was long ago, and they would all be shut out by
    the upgrade; so the days count from it.
    """
    apps.get_model("officers", "Officer").objects.update(password_given_at=Now())


class Migration(migrations.Migration):

    dependencies = [("officers", "0003_absence")]

    operations = [
        migrations.AddField("officer", "password_given_at", models.DateTimeField(null=True)),
        migrations.AddField("officer", "told_until", models.DateTimeField(null=True)),
        migrations.RunPython(count_as_given, migrations.RunPython.noop),
    ]
