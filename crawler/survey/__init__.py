"""From a home page alone: what lists does the site have, how do its article addresses look, can its articles be read?

In: a home address, the time, answers. Out: a `Survey`. `survey_site` asks nothing itself: it yields `Ask`s and is sent `Answer`s;
`SurveySpider` drives it under the polite policy of `crawler.fetch`. Modules in the door: `records` (lists, readings, words for
people), `proposal` (the facts of an outlet by a survey).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from crawler.survey.core import Limits, survey_site
    from crawler.survey.records import Answer, Ask, Survey, SurveyedList, TrialReading
    from crawler.survey.spider import SurveySpider, SurveyTask, run_surveys

__all__ = [
    "Answer",
    "Ask",
    "Limits",
    "Survey",
    "SurveySpider",
    "SurveyTask",
    "SurveyedList",
    "TrialReading",
    "proposal",
    "records",
    "run_surveys",
    "survey_site",
]
__getattr__ = door(
    __name__,
    {
        "Limits": "core",
        "survey_site": "core",
        "Answer": "records",
        "Ask": "records",
        "Survey": "records",
        "SurveyedList": "records",
        "TrialReading": "records",
        "SurveySpider": "spider",
        "SurveyTask": "spider",
        "run_surveys": "spider",
    },
)
