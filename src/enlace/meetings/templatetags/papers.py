from django import template

from enlace.meetings.papers.queries import name_of_language

register = template.Library()
register.filter("language_name", name_of_language)
