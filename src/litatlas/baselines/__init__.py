"""What results are compared with: baselines by their words in classes, so that one thing under two names is found as one."""

from litatlas.baselines.classes import BaselineRules as BaselineRules
from litatlas.baselines.classes import Classified as Classified
from litatlas.baselines.reading import BASELINES_FILE as BASELINES_FILE
from litatlas.baselines.reading import load_rules as load_rules
from litatlas.baselines.systems import find_system as find_system
from litatlas.baselines.systems import find_unique as find_unique
from litatlas.baselines.systems import name_system as name_system
