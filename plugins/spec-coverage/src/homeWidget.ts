/**
 * What both frontend systems are told of the widget for the home page. Its name stands in what people saved of their home page, and in
 * app-config.
 *
 * @internal
 */
export const HOME_WIDGET = {
  name: 'HomeSpecCoverageCard',
  title: 'Spec coverage',
  description: 'How much of what the specs promise is proven, and what drifted',
  layout: {
    width: { minColumns: 3, defaultColumns: 6 },
    height: { minRows: 4, defaultRows: 7 },
  },
  components: () => import('./components/HomeWidget'),
};
